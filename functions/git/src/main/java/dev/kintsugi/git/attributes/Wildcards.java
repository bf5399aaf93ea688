package dev.kintsugi.git.attributes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Git's wildcards: {@code ?}, {@code *}, {@code **}, {@code [a-z]} and {@code \x}. Names and patterns are raw, a character
 * for each byte. All ways through a pattern are followed at once, so a hostile one costs its length times the name's.
 */
final class Wildcards {
    private static final int BYTES = 256;
    private static final int DELETE = 127;

    private static final Map<String, IntPredicate> CLASSES = Map.ofEntries(
            Map.entry("alnum", c -> isLetter(c) || isDigit(c)),
            Map.entry("alpha", Wildcards::isLetter),
            Map.entry("blank", c -> c == ' ' || c == '\t'),
            Map.entry("cntrl", c -> c < ' ' || c == DELETE),
            Map.entry("digit", Wildcards::isDigit),
            Map.entry("graph", c -> c > ' ' && c < DELETE),
            Map.entry("lower", c -> c >= 'a' && c <= 'z'),
            Map.entry("print", c -> c >= ' ' && c < DELETE),
            Map.entry("punct", c -> c > ' ' && c < DELETE && !isLetter(c) && !isDigit(c)),
            Map.entry("space", c -> c == ' ' || (c >= '\t' && c <= '\r')),
            Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
            Map.entry("xdigit", c -> isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));

    private final List<Step> steps;

    private Wildcards(List<Step> steps) {
        this.steps = steps;
    }

    static Wildcards of(String pattern) {
        return new Wildcards(new Compiler(pattern).steps());
    }

    boolean match(String name) {
        BitSet reached = new BitSet(steps.size() + 1);
        enter(reached, 0);
        for (int i = 0; i < name.length() && !reached.isEmpty(); i++) {
            char next = name.charAt(i);
            BitSet after = new BitSet(steps.size() + 1);
            for (int at = reached.nextSetBit(0); at >= 0 && at < steps.size(); at = reached.nextSetBit(at + 1)) {
                switch (steps.get(at)) {
                    case One one when one.accepted().get(next) -> enter(after, at + 1);
                    case Many many when next != '/' || many.acrossFolders() -> stay(after, at);
                    case One no -> {}
                    case Many no -> {}
                }
            }
            reached = after;
        }
        return reached.get(steps.size());
    }

    /** Comes to a step, and to those that can be reached from it without a character. */
    private void enter(BitSet reached, int at) {
        if (at == steps.size() || steps.get(at) instanceof One) {
            reached.set(at);
            return;
        }
        stay(reached, at);
        if (steps.get(at) instanceof Many many && many.orNoFolder()) {
            enter(reached, at + 2);
        }
    }

    /** Stays where any number of characters may be; once there was one, the slash behind them is needed. */
    private void stay(BitSet reached, int at) {
        reached.set(at);
        enter(reached, at + 1);
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private sealed interface Step {}

    /** Exactly one of these characters. */
    private record One(BitSet accepted) implements Step {}

    /** Any number of characters; with {@code orNoFolder} the slash that follows may be missing with them. */
    private record Many(boolean acrossFolders, boolean orNoFolder) implements Step {}

    /** Reads a pattern from left to right. */
    private static final class Compiler {
        private final String pattern;
        private final List<Step> steps = new ArrayList<>();
        private int at;

        Compiler(String pattern) {
            this.pattern = pattern;
        }

        List<Step> steps() {
            while (at < pattern.length()) {
                char c = pattern.charAt(at);
                switch (c) {
                    case '?' -> steps.add(new One(allBut('/')));
                    case '*' -> stars();
                    case '[' -> steps.add(new One(set()));
                    case '\\' -> steps.add(new One(escaped()));
                    default -> steps.add(new One(only(c)));
                }
                at++;
            }
            return List.copyOf(steps);
        }

        private void stars() {
            int first = at;
            while (peek(1) == '*') {
                at++;
            }
            boolean alone = (first == 0 || pattern.charAt(first - 1) == '/')
                    && (peek(1) == 0 || peek(1) == '/' || (peek(1) == '\\' && peek(2) == '/'));
            boolean across = at > first && alone;
            steps.add(new Many(across, across && peek(1) == '/'));
        }

        private BitSet escaped() {
            at++;
            return at < pattern.length() ? only(pattern.charAt(at)) : new BitSet();
        }

        /** The character so many places on; 0 behind the end. */
        private char peek(int ahead) {
            return at + ahead < pattern.length() ? pattern.charAt(at + ahead) : 0;
        }

        /** A bracket's characters; none when it does not end, for then nothing matches. */
        private BitSet set() {
            BitSet set = new BitSet(BYTES);
            boolean negated = peek(1) == '!' || peek(1) == '^';
            at += negated ? 2 : 1;
            char previous = 0;
            boolean begun = false;
            while (peek(0) != ']' || !begun) {
                begun = true;
                char c = peek(0);
                if (c == '[' && peek(1) == ':' && isClosed()) {
                    if (!named(set)) {
                        return new BitSet();
                    }
                    previous = 0;
                } else if (c == '-' && previous != 0 && peek(1) != 0 && peek(1) != ']') {
                    at++;
                    at += peek(0) == '\\' ? 1 : 0;
                    set.set(previous, Math.max(previous, peek(0) + 1));
                    previous = 0;
                } else {
                    at += c == '\\' ? 1 : 0;
                    previous = peek(0);
                    set.set(previous);
                }
                if (at++ >= pattern.length()) {
                    return new BitSet();
                }
            }
            if (negated) {
                set.flip(0, BYTES);
            }
            set.clear('/');
            return set;
        }

        /** Whether {@code :]} ends what {@code [:} begins, before any other bracket does. */
        private boolean isClosed() {
            int end = pattern.indexOf(']', at + 2);
            return end < 0 || (end > at + 2 && pattern.charAt(end - 1) == ':');
        }

        /** Adds {@code [:name:]}; returns whether there is such a name. */
        private boolean named(BitSet set) {
            int end = pattern.indexOf(']', at + 2);
            IntPredicate members = end < 0 ? null : CLASSES.get(pattern.substring(at + 2, end - 1));
            if (members == null) {
                return false;
            }
            for (int c = 1; c < BYTES; c++) {
                if (members.test(c)) {
                    set.set(c);
                }
            }
            at = end;
            return true;
        }

        private static BitSet only(char c) {
            BitSet one = new BitSet(BYTES);
            one.set(c);
            return one;
        }

        private static BitSet allBut(char c) {
            BitSet all = new BitSet(BYTES);
            all.set(0, BYTES);
            all.clear(c);
            return all;
        }
    }
}
