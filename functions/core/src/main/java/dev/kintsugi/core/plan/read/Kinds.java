package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.Slug;
import dev.kintsugi.core.plan.TaskId;
import dev.kintsugi.core.plan.read.Node.Scalar;
import dev.kintsugi.core.plan.read.Node.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of values that need no more than a line of explanation. */
final class Kinds {
    private static final MicroDollars MOST_MONEY = MicroDollars.ofDollars(1_000_000);

    private Kinds() {}

    /** One line of text. */
    static Kind<String> line(int maxChars) {
        return text("text of 1 to " + maxChars + " characters in one line", maxChars, true);
    }

    /** Text that may have several lines. */
    static Kind<String> text(int maxChars) {
        return text("text of 1 to " + maxChars + " characters", maxChars, false);
    }

    private static Kind<String> text(String expected, int maxChars, boolean oneLine) {
        return kind(expected, (kind, node, asked) -> {
            String text = textOf(node);
            if (text == null) {
                return asked.refuse(node, kind, quotesHint(node));
            }
            text = text.strip();
            if (text.isEmpty() || text.codePointCount(0, text.length()) > maxChars) {
                return asked.refuse(node, sizeOf(text), kind, null);
            }
            boolean refused =
                    text.chars().anyMatch(c -> Character.isISOControl(c) && (oneLine || (c != '\n' && c != '\t')));
            return refused ? asked.refuse(node, kind, null) : text;
        });
    }

    static Kind<Integer> whole(int min, int max, String meaning) {
        return kind("a whole number from " + min + meaning + " to " + max, (kind, node, asked) -> {
            BigInteger number = wholeOf(node);
            if (number == null
                    || number.compareTo(BigInteger.valueOf(min)) < 0
                    || number.compareTo(BigInteger.valueOf(max)) > 0) {
                return asked.<Integer>refuse(node, kind, unquoteHint(node));
            }
            return number.intValue();
        });
    }

    static Kind<Boolean> flag() {
        return kind("true or false", (kind, node, asked) -> {
            if (node instanceof Scalar scalar && scalar.type() == ScalarType.FLAG) {
                return scalar.text().equalsIgnoreCase("true");
            }
            return asked.<Boolean>refuse(node, kind, unquoteHint(node));
        });
    }

    static Kind<MicroDollars> money(boolean mayBeNone) {
        String least = mayBeNone ? "from 0" : "above 0";
        return kind("US dollars " + least + " to 1000000, such as 5.00", (kind, node, asked) -> {
            MicroDollars money = moneyOf(node);
            boolean fits = money != null
                    && money.compareTo(MOST_MONEY) <= 0
                    && money.compareTo(MicroDollars.NONE) >= (mayBeNone ? 0 : 1);
            String hint = node instanceof Scalar scalar && scalar.type() == ScalarType.TEXT
                    ? "write the bare number of dollars, without sign, unit or quotes"
                    : null;
            return fits ? money : asked.<MicroDollars>refuse(node, kind, hint);
        });
    }

    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        Map<String, E> words = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(value -> value.name().toLowerCase(Locale.ROOT), Function.identity()));
        String expected = Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
        return kind(expected, (kind, node, asked) -> {
            E value =
                    node instanceof Scalar scalar && scalar.type() == ScalarType.TEXT ? words.get(scalar.text()) : null;
            if (value != null) {
                return value;
            }
            String text = node instanceof Scalar scalar ? scalar.text() : "";
            return asked.<E>refuse(
                    node,
                    kind,
                    Suggestion.nearest(text, words.keySet())
                            .map(word -> "did you mean " + word + "?")
                            .orElse(null));
        });
    }

    static Kind<TaskId> taskId() {
        return kind(TaskId.GRAMMAR, (kind, node, asked) -> {
            String text = textOf(node);
            if (text == null) {
                return asked.<TaskId>refuse(node, kind, quotesHint(node));
            }
            return TaskId.isLegal(text) ? new TaskId(text) : asked.<TaskId>refuse(node, kind, idHint(text));
        });
    }

    private static @Nullable String idHint(String text) {
        String slug = Slug.ofTask(text);
        return TaskId.isLegal(slug) ? "for instance " + slug : null;
    }

    /** Several of a kind; one alone needs no brackets, and nothing at all is an empty list. */
    static <T> Kind<List<Located<T>>> listOf(Kind<T> item, int maxItems) {
        String expected = "a list of at most " + maxItems + ", each " + item.expected();
        return new Kind<>() {
            @Override
            public String expected() {
                return expected;
            }

            @Override
            public boolean mayBeNothing() {
                return true;
            }

            @Override
            public @Nullable List<Located<T>> read(Node node, Asked asked) {
                List<Node> nodes = switch (node) {
                    case Node.Sequence list -> list.items();
                    case Scalar scalar -> scalar.type() == ScalarType.NOTHING ? List.of() : List.<Node>of(scalar);
                    case Node.Table table -> List.<Node>of(table);
                };
                if (nodes.size() > maxItems) {
                    return asked.refuse(node, "a list of " + nodes.size(), this, null);
                }
                List<Located<T>> items = new ArrayList<>(nodes.size());
                for (Node one : nodes) {
                    T value = item.read(one, asked);
                    if (value != null) {
                        items.add(new Located<>(value, one.at()));
                    }
                }
                return items;
            }
        };
    }

    static <T> Kind<T> kind(String expected, Reading<T> reading) {
        return new Kind<>() {
            @Override
            public String expected() {
                return expected;
            }

            @Override
            public @Nullable T read(Node node, Asked asked) {
                return reading.read(this, node, asked);
            }
        };
    }

    /** How a kind that is one function reads. */
    interface Reading<T> {
        @Nullable
        T read(Kind<T> kind, Node node, Kind.Asked asked);
    }

    /** YAML's {@code 001} is text where text is asked for, since nobody writes quotes around a number of a file. */
    static @Nullable String textOf(Node node) {
        if (!(node instanceof Scalar scalar)) {
            return null;
        }
        return switch (scalar.type()) {
            case TEXT -> scalar.text();
            case WHOLE, DECIMAL, DATE -> scalar.asWritten() ? scalar.text() : null;
            case FLAG, NOTHING -> null;
        };
    }

    static @Nullable BigInteger wholeOf(Node node) {
        if (!(node instanceof Scalar scalar) || scalar.type() != ScalarType.WHOLE) {
            return null;
        }
        String text = scalar.text();
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    private static @Nullable MicroDollars moneyOf(Node node) {
        BigInteger whole = wholeOf(node);
        try {
            if (whole != null) {
                return MicroDollars.ofDollars(new BigDecimal(whole));
            }
            if (node instanceof Scalar scalar
                    && scalar.type() == ScalarType.DECIMAL
                    && scalar.text().length() <= 40) {
                BigDecimal decimal = new BigDecimal(scalar.text());
                // A huge exponent would be written out digit by digit below.
                return Math.abs((long) decimal.scale()) > 40 ? null : MicroDollars.ofDollars(decimal);
            }
            return null;
        } catch (ArithmeticException | NumberFormatException notMoney) {
            return null;
        }
    }

    private static String sizeOf(String text) {
        return text.isEmpty() ? "empty text" : "text of " + text.codePointCount(0, text.length()) + " characters";
    }

    /** Where a number is more likely a slip than a name: one that is meant has quotes around it. */
    static boolean isNumber(Node node) {
        return node instanceof Scalar scalar
                && (scalar.type() == ScalarType.WHOLE || scalar.type() == ScalarType.DECIMAL);
    }

    static @Nullable String quotesHint(Node node) {
        return node instanceof Scalar scalar && scalar.type() != ScalarType.NOTHING ? "put quotes around it" : null;
    }

    private static @Nullable String unquoteHint(Node node) {
        boolean quoted = node instanceof Scalar scalar && scalar.type() == ScalarType.TEXT && !scalar.asWritten();
        return quoted ? "write it without quotes" : null;
    }
}
