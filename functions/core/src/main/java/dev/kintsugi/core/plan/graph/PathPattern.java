package dev.kintsugi.core.plan.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A part of the repository that a task locks: a path or a glob ({@code *}, {@code ?}, {@code **}, {@code [a-z]},
 * {@code {a,b}}). It covers what it names <em>and everything below</em>, so equality, containment and a glob's match are
 * one question: is there a path that both cover? Only a name with an ending ({@code page.py}, {@code *.go}) is taken for
 * a file, below which a wildcard of another pattern finds nothing; written with a slash it is a folder all the same.
 * Brackets stand for themselves too, because {@code app/[id]/page.tsx} is a common file name.
 */
public final class PathPattern {
    /** Combinations of {@code {a,b}} and {@code [..]} in one pattern; beyond, the rest of the pattern counts as {@code **}. */
    static final int MAX_ALTERNATIVES = 64;

    private static final Token ANY_SEGMENTS = new Token.Star();

    private final String written;
    private final List<List<Segment>> alternatives;

    private PathPattern(String written, List<List<Segment>> alternatives) {
        this.written = written;
        this.alternatives = alternatives;
    }

    /** A scope as a user writes it. */
    public static PathPattern glob(String path) {
        List<String> texts = GlobText.alternatives(path, MAX_ALTERNATIVES);
        return new PathPattern(
                path, texts.stream().map(text -> segments(text, true)).toList());
    }

    /** A file's name, taken as it is. */
    public static PathPattern literal(String path) {
        return new PathPattern(path, List.of(segments(path, false)));
    }

    /** Whether some path is covered by both. */
    public boolean overlaps(PathPattern other) {
        return alternatives.stream()
                .anyMatch(one -> other.alternatives.stream()
                        .anyMatch(two -> meet(one, two) || contains(one, two) || contains(two, one)));
    }

    /** Whether one, without any wildcard, is a folder that the other names on its way, whatever it looks like. */
    private static boolean contains(List<Segment> one, List<Segment> two) {
        int length = one.getLast().isDeep() ? one.size() - 1 : one.size();
        if (length > two.size()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!one.get(i).isFixed()
                    || !two.get(i).isFixed()
                    || !one.get(i).text().equals(two.get(i).text())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where an index keeps a pattern: what all its paths begin with, and what all of them end with.
     *
     * @param prefix the leading segments without a wildcard, joined by slashes
     * @param tail the last letters of a file's name after its last wildcard; empty when nothing is known of the end
     */
    record Anchor(String prefix, String tail) {}

    List<Anchor> anchors() {
        return alternatives.stream()
                .map(segments -> new Anchor(fixedPrefix(segments), tail(segments)))
                .distinct()
                .toList();
    }

    /** Steps that a comparison with another pattern takes, for a caller with a budget. */
    int cost() {
        int cost = 0;
        for (List<Segment> segments : alternatives) {
            for (Segment segment : segments) {
                cost += segment.isFixed() ? 1 : 1 + segment.tokens().size();
            }
        }
        return cost;
    }

    @Override
    public String toString() {
        return written;
    }

    private static String fixedPrefix(List<Segment> segments) {
        StringBuilder prefix = new StringBuilder();
        for (Segment segment : segments) {
            if (!segment.isFixed()) {
                break;
            }
            prefix.append(prefix.isEmpty() ? "" : "/").append(segment.text());
        }
        return prefix.toString();
    }

    /** A name without wildcards may be a folder on another's way, so its end says nothing. */
    private static String tail(List<Segment> segments) {
        Segment last = segments.getLast();
        if (last.isDeep() || segments.stream().allMatch(Segment::isFixed)) {
            return "";
        }
        List<Token> tokens = last.tokens();
        StringBuilder tail = new StringBuilder();
        for (int i = tokens.size() - 1; i >= 0 && tokens.get(i) instanceof Token.Char letter; i--) {
            tail.append((char) letter.value());
        }
        return tail.reverse().toString();
    }

    private static List<Segment> segments(String path, boolean glob) {
        List<Segment> segments = new ArrayList<>();
        for (String text : path.split("/", -1)) {
            if (!text.isEmpty() && !text.equals(".")) {
                segments.add(Segment.of(text, glob));
            }
        }
        boolean isFile =
                !path.endsWith("/") && !segments.isEmpty() && segments.getLast().looksLikeFile();
        if (!isFile && (segments.isEmpty() || !segments.getLast().isDeep())) {
            segments.add(Segment.DEEP);
        }
        return segments;
    }

    private static boolean meet(List<Segment> one, List<Segment> two) {
        return meet(one, two, Segment::isDeep, Segment::overlaps);
    }

    /**
     * Whether two sequences, in which a star stands for any number of anything, have a common instance: a walk over the
     * pairs of places in them, each visited once.
     */
    private static <T> boolean meet(List<T> one, List<T> two, Predicate<T> star, BiPredicate<T, T> compatible) {
        boolean[][] reachable = new boolean[one.size() + 1][two.size() + 1];
        reachable[0][0] = true;
        for (int i = 0; i <= one.size(); i++) {
            for (int j = 0; j <= two.size(); j++) {
                if (!reachable[i][j]) {
                    continue;
                }
                boolean starOne = i < one.size() && star.test(one.get(i));
                boolean starTwo = j < two.size() && star.test(two.get(j));
                if (starOne) {
                    reachable[i + 1][j] = true;
                }
                if (starTwo) {
                    reachable[i][j + 1] = true;
                }
                if (i < one.size() && j < two.size()) {
                    if (starOne || starTwo) {
                        // One side's star swallows the other side's element.
                        reachable[i + (starOne ? 0 : 1)][j + (starTwo ? 0 : 1)] = true;
                    } else if (compatible.test(one.get(i), two.get(j))) {
                        reachable[i + 1][j + 1] = true;
                    }
                }
            }
        }
        return reachable[one.size()][two.size()];
    }

    private record Segment(String text, boolean isFixed, boolean isDeep, List<Token> tokens) {
        static final Segment DEEP = new Segment("**", false, true, List.of(ANY_SEGMENTS));

        static Segment of(String text, boolean glob) {
            if (glob && text.equals("**")) {
                return DEEP;
            }
            List<Token> tokens = glob ? Token.parse(text) : Token.literal(text);
            boolean fixed = tokens.stream().allMatch(token -> token instanceof Token.Char);
            StringBuilder plain = new StringBuilder();
            tokens.forEach(token -> plain.append(token instanceof Token.Char c ? (char) c.value() : '*'));
            return new Segment(plain.toString(), fixed, false, tokens);
        }

        /** A dot that is not its first letter. */
        boolean looksLikeFile() {
            return !isDeep && text.lastIndexOf('.') > 0;
        }

        boolean overlaps(Segment other) {
            if (isFixed && other.isFixed) {
                return text.equals(other.text);
            }
            return meet(tokens, other.tokens, token -> token instanceof Token.Star, Token::compatible);
        }
    }
}
