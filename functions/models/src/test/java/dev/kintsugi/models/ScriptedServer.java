package dev.kintsugi.models;

import dev.kintsugi.core.model.CodingModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An adapter that talks HTTP, and the scripted server behind it; a {@link Dialect} says how things are put. */
final class ScriptedServer implements ScriptedModel {
    /** How a provider puts things on the wire. */
    interface Dialect {
        boolean isAsked(ScriptedHttp.Request request);

        ScriptedHttp.Act.Answer reply(Says.Reply reply, long promptTokens);

        ScriptedHttp.Act.Answer trouble(Says.Trouble trouble);
    }

    /** For what never comes: long enough for a warm call over loopback on a busy machine. */
    static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(900));

    /** For everything else: nobody waits for its end. */
    static final Timeouts LONG = new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** What {@link Says.Counts#CUT} counts. */
    static final long CUT_AT = 4_096;

    static final Waiting NO_WAITING =
            new Waiting(Patience.USUAL, () -> Instant.parse("2026-11-21T00:00:00Z"), pause -> {}, () -> 0.5);

    private final Dialect dialect;
    private final ScriptedHttp http;
    private final CodingModel model;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile List<Says> script = List.of();

    ScriptedServer(Dialect dialect, Function<ScriptedHttp, CodingModel> opened) {
        this.dialect = dialect;
        this.http = new ScriptedHttp(this::act);
        this.model = opened.apply(http);
    }

    private ScriptedHttp.Act act(ScriptedHttp.Request request) {
        if (!dialect.isAsked(request)) {
            return ScriptedHttp.Act.Answer.json(404, "{\"error\": \"no such page\"}");
        }
        int call = calls.getAndIncrement();
        Says says = script.get(Math.min(call, script.size() - 1));
        return switch (says) {
            case Says.Reply reply -> dialect.reply(reply, promptTokens(reply, request));
            case Says.Trouble trouble -> act(trouble);
        };
    }

    private static long promptTokens(Says.Reply reply, ScriptedHttp.Request request) {
        return switch (reply.counts()) {
            case CUT -> CUT_AT;
            case HONEST, MISSING -> request.body().length() / 4;
            case NEGATIVE -> -7;
        };
    }

    private ScriptedHttp.Act act(Says.Trouble trouble) {
        ScriptedHttp.Act.Answer whole = dialect.reply(Says.Reply.text("half of this is not enough"), 100);
        return switch (trouble) {
            case STALLS -> new ScriptedHttp.Act.Stall();
            case STALLS_HALFWAY -> new ScriptedHttp.Act.Half(whole, true);
            case CLOSES -> new ScriptedHttp.Act.Close();
            case FLOODS -> new ScriptedHttp.Act.Flood();
            case HALF_A_JSON -> new ScriptedHttp.Act.Half(whole, false);
            case NOT_UTF8 ->
                new ScriptedHttp.Act.Answer(
                        200,
                        List.of("Content-Type: application/json"),
                        "\"d\u00e9j\u00e0 vu\"",
                        StandardCharsets.ISO_8859_1);
            case WRONG_CONTENT_TYPE ->
                new ScriptedHttp.Act.Answer(
                        200,
                        List.of("Content-Type: text/html"),
                        "<html>Welcome to the proxy</html>",
                        StandardCharsets.UTF_8);
            case BUSY, ERROR_IN_SUCCESS, TOO_LARGE, UNKNOWN_MODEL, REFUSES_TOOLS -> dialect.trouble(trouble);
        };
    }

    @Override
    public boolean plays(Says says) {
        return true;
    }

    @Override
    public void script(List<Says> says) {
        script = says;
        calls.set(0);
    }

    @Override
    public CodingModel model() {
        return model;
    }

    @Override
    public int calls() {
        return calls.get();
    }

    @Override
    public String sent() {
        StringBuilder sent = new StringBuilder();
        http.requests().forEach(request -> sent.append(request.head()).append(request.body()));
        return sent.toString();
    }

    @Override
    public void close() {
        http.close();
    }
}
