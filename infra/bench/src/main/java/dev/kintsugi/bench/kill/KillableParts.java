package dev.kintsugi.bench.kill;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Write;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.log.LogEntry;
import dev.kintsugi.local.cloud.Overlay;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lays a moment before everything that lasts: a write of records, a message, an entry of the engine's log, an object of
 * the store; and one before and one behind each push and each call of a model.
 *
 * @param asked is told of every call of a model, by its turn
 */
record KillableParts(Moments moments, Consumer<String> asked) implements Overlay {
    private static final Instant ONE_SECOND = Instant.ofEpochSecond(1_800_000_000);
    private static final Set<String> MAKING = Set.of("write", "commit", "merge", "intent");
    private static final Set<String> PUSHING = Set.of("push", "begin");
    private static final Set<String> SENDING = Set.of("send", "delete", "hide", "redrive");

    @Override
    public Records records(Records records) {
        return Guarded.port(
                Records.class,
                records,
                moments,
                around(
                        Set.of("write"),
                        (method, what) -> what instanceof Write write
                                ? "write of "
                                        + write.operations().stream()
                                                .map(operation ->
                                                        operation.key().toString())
                                                .toList()
                                : method));
    }

    @Override
    public Queues queues(Queues queues) {
        return Guarded.port(Queues.class, queues, moments, around(SENDING, (method, queue) -> method + " of " + queue));
    }

    @Override
    public EventLog log(EventLog log) {
        return Guarded.port(
                EventLog.class,
                log,
                moments,
                around(
                        Set.of("append"),
                        (method, what) -> what instanceof List<?> entries
                                ? "append of "
                                        + entries.stream()
                                                .map(KillableParts::kind)
                                                .toList()
                                : method));
    }

    private static String kind(Object entry) {
        return entry instanceof LogEntry.Happened happened
                ? happened.event().type().toString()
                : entry.getClass().getSimpleName();
    }

    private static Guarded.Around around(Set<String> lasting, BiFunction<String, Object, String> words) {
        return new Guarded.Around() {
            @Override
            public boolean lasts(String method) {
                return lasting.contains(method);
            }

            @Override
            public String before(String method, Object[] arguments) {
                return words.apply(method, arguments[0]);
            }
        };
    }

    @Override
    public Workspaces workspaces(Workspaces workspaces) {
        return repository -> switch (workspaces.open(repository)) {
            case Opening.Opened opened -> new Opening.Opened(killable(opened.workspace()));
            case Opening.Refused refused -> refused;
        };
    }

    private Workspace killable(Workspace workspace) {
        return Guarded.port(Workspace.class, workspace, moments, new Guarded.Around() {
            @Override
            public @Nullable Object given(@Nullable Object argument) {
                return argument instanceof CommitFacts facts ? dated(facts) : argument;
            }

            @Override
            public boolean lasts(String method) {
                return MAKING.contains(method) || PUSHING.contains(method);
            }

            @Override
            public String before(String method, Object[] arguments) {
                return PUSHING.contains(method) ? method + " of " + branch(arguments) : method + " in the store";
            }

            @Override
            public void behind(String method, Object[] arguments) {
                if (PUSHING.contains(method)) {
                    moments.come("behind " + before(method, arguments));
                }
            }
        });
    }

    /** Git writes the second into a commit: so that two lives that do the same make the same commits, it is one for all. */
    private static CommitFacts dated(CommitFacts facts) {
        return new CommitFacts(
                facts.parents(), facts.tree(), new Signature(facts.author().author(), ONE_SECOND), facts.message());
    }

    private static String branch(Object[] arguments) {
        return arguments[0] instanceof PushIntent intent ? intent.branch().toString() : arguments[0].toString();
    }

    @Override
    public ModelCatalog models(ModelCatalog models) {
        return new ModelCatalog() {
            @Override
            public CodingModel open(String spec, OptionalInt contextTokens) {
                return killable(models.open(spec, contextTokens));
            }

            @Override
            public int mostVisits() {
                return models.mostVisits();
            }
        };
    }

    private CodingModel killable(CodingModel model) {
        return new CodingModel() {
            @Override
            public ModelCard card() {
                return model.card();
            }

            @Override
            public ModelAnswer ask(ModelRequest request) {
                moments.come("call: " + request.turn());
                asked.accept(Books.name(request.turn()));
                ModelAnswer answer = model.ask(request);
                moments.come("behind the call: " + request.turn());
                return answer;
            }
        };
    }

    /** The same in every life: a name that is chosen by chance is chosen by the same chance. */
    @Override
    public Ids ids(Ids ids) {
        Random chance = new Random(1);
        return digits -> {
            byte[] bytes = new byte[digits / 2];
            chance.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }
}
