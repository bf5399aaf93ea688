package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Author;
import dev.kintsugi.core.plan.Check;
import dev.kintsugi.core.plan.ContextWindows;
import dev.kintsugi.core.plan.PlanLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of values that only a project file has. */
final class ProjectKinds {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30})://.*");
    private static final Pattern SSH = Pattern.compile("[A-Za-z0-9._-]{1,100}@[A-Za-z0-9.-]{1,255}:.*");
    private static final Pattern CREDENTIALS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,30}://[^/@]{1,2000}@.*");
    private static final Pattern AUTHOR = Pattern.compile("([^<>]+)<([^<>@\\s]+@[^<>@\\s]+)>");
    private static final Pattern BASE = Pattern.compile("[^\\s~^:?*\\[\\\\\\p{Cntrl}]{1,250}");
    private static final int LEAST_TOKENS = 1_000;
    private static final int MOST_TOKENS = 100_000_000;

    private static final Key<String> CHECK_NAME =
            new Key<>("name", checkName(), "none", "Its name in findings.", "tests");
    private static final Key<String> CHECK_COMMAND =
            new Key<>("command", Kinds.text(PlanLimits.TEXT_CHARS), "none", "What is run.", "npm test");
    private static final Key<Duration> CHECK_TIMEOUT = new Key<>(
            "timeout",
            Period.between(Duration.ofSeconds(1), Duration.ofHours(8)),
            "600 seconds",
            "When it is stopped.",
            "10m");
    private static final Key<Boolean> CHECK_NETWORK =
            new Key<>("network", Kinds.flag(), "false", "Whether it may use the network.", "false");
    private static final List<String> CHECK_NAMES = List.of("name", "command", "timeout", "network");

    private ProjectKinds() {}

    static Kind<Node.Table> table() {
        return Kinds.kind(
                "a table of keys",
                (kind, node, asked) -> node instanceof Node.Table table ? table : asked.refuse(node, kind, null));
    }

    /** Never repeats the value: it may hold a password. */
    static Kind<String> repository() {
        Kind<String> line = Kinds.line(PlanLimits.MODEL_CHARS * 4);
        return Kinds.kind("a folder, a file:// or an https:// address", (kind, node, asked) -> {
            String text = Kinds.textOf(node);
            if (text != null && CREDENTIALS.matcher(text).matches()) {
                return asked.<String>refuse(
                        node,
                        "an address with a user or password in it",
                        kind,
                        "leave it out: tokens are kept in the secret store, never in a plan");
            }
            String address = line.read(node, asked);
            if (address == null) {
                return null;
            }
            Matcher scheme = SCHEME.matcher(address);
            boolean other = scheme.matches()
                    && !List.of("https", "file").contains(scheme.group(1).toLowerCase(Locale.ROOT));
            return other || SSH.matcher(address).matches() ? asked.<String>refuse(node, kind, null) : address;
        });
    }

    static Kind<String> base() {
        return Kinds.kind("a branch or a commit", (kind, node, asked) -> {
            String text = Kinds.textOf(node);
            boolean fits = text != null
                    && BASE.matcher(text).matches()
                    && !text.startsWith("-")
                    && !text.contains("..")
                    && !text.contains("@{");
            return fits ? text : asked.<String>refuse(node, kind, null);
        });
    }

    static Kind<ContextWindows> contextWindows() {
        Kind<Integer> tokens = Kinds.whole(LEAST_TOKENS, MOST_TOKENS, "");
        String expected = "a number of tokens from " + LEAST_TOKENS + " to " + MOST_TOKENS + ", or one per model";
        return Kinds.kind(expected, (kind, node, asked) -> {
            if (!(node instanceof Node.Table models)) {
                Integer every = tokens.read(node, asked);
                return every == null ? null : new ContextWindows(every, Map.of());
            }
            Map<String, Integer> byModel = new LinkedHashMap<>();
            models.entries().forEach((model, entry) -> {
                Integer window = tokens.read(
                        entry.value(), new Kind.Asked(asked.key() + "." + Shown.shortened(model), asked.problems()));
                if (window != null) {
                    byModel.put(model, window);
                }
            });
            return new ContextWindows(null, byModel);
        });
    }

    static Kind<Author> author() {
        String expected = "a name and an address, such as Ana <ana@example.com>";
        return Kinds.kind(expected, (kind, node, asked) -> {
            String text = node instanceof Node.Table table ? joined(table) : Kinds.textOf(node);
            Matcher parts = AUTHOR.matcher(text == null ? "" : text.strip());
            boolean fits = parts.matches() && Author.fits(parts.group(1).strip(), parts.group(2));
            return fits ? new Author(parts.group(1).strip(), parts.group(2)) : asked.<Author>refuse(node, kind, null);
        });
    }

    private static @Nullable String joined(Node.Table table) {
        Node.Entry name = table.entries().get("name");
        Node.Entry email = table.entries().get("email");
        return name == null || email == null || table.entries().size() > 2
                ? null
                : Kinds.textOf(name.value()) + " <" + Kinds.textOf(email.value()) + ">";
    }

    static Kind<Check> check() {
        String expected =
                "a table with name and command (and timeout, network), such as {name: tests, command: npm test}";
        return Kinds.kind(expected, (kind, node, asked) -> {
            if (!(node instanceof Node.Table table)) {
                return asked.<Check>refuse(node, kind, null);
            }
            Fields fields = new Fields(table, asked.problems(), asked.key() + ".");
            fields.refuseOthers(CHECK_NAMES, Map.of());
            for (Key<?> needed : List.of(CHECK_NAME, CHECK_COMMAND)) {
                if (!fields.has(needed)) {
                    asked.problems()
                            .badValue(
                                    node.at(),
                                    asked.key() + "." + needed.name(),
                                    "nothing",
                                    needed.kind().expected(),
                                    null);
                }
            }
            String name = fields.get(CHECK_NAME);
            String command = fields.get(CHECK_COMMAND);
            Duration timeout = fields.get(CHECK_TIMEOUT);
            Boolean network = fields.get(CHECK_NETWORK);
            return name == null || command == null
                    ? null
                    : new Check(
                            name,
                            command,
                            timeout == null ? Check.DEFAULT_TIMEOUT : timeout,
                            network != null && network);
        });
    }

    /** It stands between brackets in findings. */
    private static Kind<String> checkName() {
        Kind<String> line = Kinds.line(PlanLimits.WORD_CHARS);
        return Kinds.kind(line.expected() + ", without brackets", (kind, node, asked) -> {
            String name = line.read(node, asked);
            boolean brackets = name != null && (name.contains("[") || name.contains("]"));
            return brackets ? asked.<String>refuse(node, kind, null) : name;
        });
    }
}
