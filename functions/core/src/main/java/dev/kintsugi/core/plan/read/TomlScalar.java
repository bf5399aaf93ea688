package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.read.Node.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values without quotes: numbers, flags, dates. */
final class TomlScalar {
    /** Longer than any number or date that means something; it also bounds what the patterns see. */
    private static final int MAX_CHARS = 400;

    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final Pattern WHOLE = Pattern.compile("[+-]?(?:0|[1-9](?:_?[0-9])*)");
    private static final Pattern OTHER_BASE =
            Pattern.compile("0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\\." + DIGITS + ")?(?:[eE][+-]?" + DIGITS + ")?");
    private static final Pattern ENDLESS = Pattern.compile("[+-]?(?:inf|nan)");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?");
    private static final Pattern DATE_TIME =
            Pattern.compile(DATE + "[Tt ]" + TIME + "(?<zone>[Zz]|[+-]\\d{2}:\\d{2})?");

    private final TomlCursor in;

    TomlScalar(TomlCursor in) {
        this.in = in;
    }

    Node.Scalar read() {
        Place at = in.place();
        String word = word();
        if (word.isEmpty()) {
            throw in.broken("expected a value, found " + in.found());
        }
        if (word.length() > MAX_CHARS) {
            throw TomlCursor.brokenAt(at, "a value without quotes of " + word.length() + " characters");
        }
        if (word.equals("true") || word.equals("false")) {
            return new Node.Scalar(at, ScalarType.FLAG, word, false);
        }
        if (WHOLE.matcher(word).matches()) {
            return whole(at, new BigInteger(word.replace("_", "").replaceFirst("^\\+", "")));
        }
        if (OTHER_BASE.matcher(word).matches()) {
            int base = word.charAt(1) == 'x' ? 16 : word.charAt(1) == 'o' ? 8 : 2;
            return whole(at, new BigInteger(word.substring(2).replace("_", ""), base));
        }
        if (DECIMAL.matcher(word).matches() || ENDLESS.matcher(word).matches()) {
            return new Node.Scalar(at, ScalarType.DECIMAL, decimal(word), false);
        }
        if (isDate(word)) {
            return new Node.Scalar(at, ScalarType.DATE, word, false);
        }
        throw TomlCursor.brokenAt(at, Shown.shortened(word) + " is no value: text needs quotes");
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (isPartOfWord() || isBlankBeforeTime(word)) {
            in.refuseControl();
            word.append(in.take());
        }
        return word.toString();
    }

    private boolean isPartOfWord() {
        return !in.isAtEnd() && " \t\n,]}#=\"'[{".indexOf(in.peek()) < 0;
    }

    /** Between a date and its time a blank may stand. */
    private boolean isBlankBeforeTime(CharSequence word) {
        return in.peek() == ' '
                && Character.isDigit(in.peek(1))
                && in.peek(3) == ':'
                && DATE.matcher(word).matches();
    }

    private static Node.Scalar whole(Place at, BigInteger number) {
        if (number.bitLength() > 63) {
            throw TomlCursor.brokenAt(at, "the number has more than 64 bits");
        }
        return new Node.Scalar(at, ScalarType.WHOLE, number.toString(), false);
    }

    private static String decimal(String word) {
        String plain = word.replace("_", "").toLowerCase(Locale.ROOT);
        double number = plain.endsWith("nan")
                ? Double.NaN
                : plain.endsWith("inf")
                        ? (plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
                        : Double.parseDouble(plain);
        return Double.isFinite(number) ? BigDecimal.valueOf(number).toPlainString() : Double.toString(number);
    }

    private static boolean isDate(String word) {
        try {
            if (DATE.matcher(word).matches()) {
                return LocalDate.parse(word).getYear() >= 0;
            }
            if (TIME.matcher(word).matches()) {
                return LocalTime.parse(word).getHour() >= 0;
            }
            var dateTime = DATE_TIME.matcher(word);
            if (!dateTime.matches()) {
                return false;
            }
            String iso = word.replace(' ', 'T').toUpperCase(Locale.ROOT);
            return dateTime.group("zone") == null
                    ? LocalDateTime.parse(iso).getYear() >= 0
                    : OffsetDateTime.parse(iso).getYear() >= 0;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }
}
