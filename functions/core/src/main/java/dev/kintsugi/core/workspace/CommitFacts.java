package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that makes a commit, as the record holds it: the same facts give the same commit id on any machine. The
 * message is brought into git's own form here, so that it cannot differ by line ends or blanks at the end of a line.
 */
public record CommitFacts(List<CommitId> parents, TreeId tree, Signature author, String message) {
    /** Longest message, in characters. */
    public static final int MAXIMUM_MESSAGE_CHARACTERS = 64 * 1024;

    private static final String PARENT = "parent ";

    private static final Pattern FORM =
            Pattern.compile("tree (?<tree>[0-9a-f]{40})\n(?<parents>(?:parent [0-9a-f]{40}\n)*)"
                    + "author (?<name>[^\n<>]+) <(?<email>[^\n<>]*)> (?<time>[0-9]{1,11}) \\+0000\n"
                    + "committer [^\n]*\n\n(?<message>(?s:.+))");

    public CommitFacts {
        parents = List.copyOf(parents);
        if (parents.stream().distinct().count() != parents.size()) {
            throw new IllegalArgumentException("A commit has each parent once: " + parents);
        }
        message = normalised(message);
        if (message.isEmpty()) {
            throw new IllegalArgumentException("A commit has a message");
        }
        if (message.length() > MAXIMUM_MESSAGE_CHARACTERS) {
            throw new IllegalArgumentException("A commit message has at most " + MAXIMUM_MESSAGE_CHARACTERS
                    + " characters, this one has " + message.length());
        }
    }

    /** The commit as git stores it: made from these facts alone, with no clock, locale, encoding or signature. */
    public byte[] content() {
        StringBuilder text = new StringBuilder();
        text.append("tree ").append(tree.hex()).append('\n');
        for (CommitId parent : parents) {
            text.append(PARENT).append(parent.hex()).append('\n');
        }
        String who =
                author.name() + " <" + author.email() + "> " + author.time().getEpochSecond() + " +0000\n";
        text.append("author ").append(who).append("committer ").append(who);
        text.append('\n').append(message);
        return text.toString().getBytes(UTF_8);
    }

    /** The facts that make exactly this commit; none when no facts do, for it was not made from facts alone. */
    public static Optional<CommitFacts> read(byte[] content) {
        Matcher form = FORM.matcher(new String(content, UTF_8));
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(form)).filter(made -> Arrays.equals(made.content(), content));
        } catch (IllegalArgumentException others) {
            return Optional.empty();
        }
    }

    private static CommitFacts read(Matcher form) {
        Instant time = Instant.ofEpochSecond(Long.parseLong(form.group("time")));
        return new CommitFacts(
                form.group("parents")
                        .lines()
                        .map(line -> new CommitId(line.substring(PARENT.length())))
                        .toList(),
                new TreeId(form.group("tree")),
                new Signature(form.group("name"), form.group("email"), time),
                form.group("message"));
    }

    /** The id that git gives this commit, known before it is made. */
    public CommitId id() {
        return new CommitId(ObjectName.of("commit", content()));
    }

    /** Line ends as {@code \n}, no control characters, no blanks at the end of lines, one line end at the end. */
    private static String normalised(String message) {
        StringBuilder plain = new StringBuilder(message.length());
        message.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f))
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '?' : c)
                .forEach(plain::appendCodePoint);
        String text = plain.toString()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
        return text.isEmpty() ? "" : text + "\n";
    }
}
