package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.read.Node.Scalar;
import dev.kintsugi.core.plan.read.Node.ScalarType;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A length of time: whole seconds, or numbers with their units, the largest first ({@code 90s}, {@code 1h30m}, {@code 7 days}). */
final class Period {
    private static final Pattern WITH_UNITS = Pattern.compile("(?:(\\d{1,9}) ?(?:d|days?) ?)?"
            + "(?:(\\d{1,9}) ?(?:h|hours?) ?)?"
            + "(?:(\\d{1,9}) ?(?:m|min|minutes?) ?)?"
            + "(?:(\\d{1,9}) ?(?:s|sec|seconds?))?");
    private static final long[] SECONDS = {86_400, 3_600, 60, 1};

    private Period() {}

    static Kind<Duration> between(Duration min, Duration max) {
        String expected = "a time from " + words(min) + " to " + words(max) + ", in seconds or such as 10m, 2h, 7d";
        return Kinds.kind(expected, (kind, node, asked) -> {
            Duration period = read(node);
            boolean fits = period != null && period.compareTo(min) >= 0 && period.compareTo(max) <= 0;
            return fits ? period : asked.<Duration>refuse(node, kind, null);
        });
    }

    private static @Nullable Duration read(Node node) {
        BigInteger seconds = Kinds.wholeOf(node);
        if (seconds != null) {
            return seconds.bitLength() < Integer.SIZE ? Duration.ofSeconds(seconds.longValue()) : null;
        }
        if (!(node instanceof Scalar scalar)
                || scalar.type() != ScalarType.TEXT
                || scalar.text().isBlank()) {
            return null;
        }
        Matcher parts = WITH_UNITS.matcher(scalar.text().strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return null;
        }
        long sum = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            String number = parts.group(i + 1);
            sum += number == null ? 0 : Long.parseLong(number) * SECONDS[i];
        }
        return Duration.ofSeconds(sum);
    }

    static String words(Duration period) {
        for (Unit unit : Unit.values()) {
            if (period.toSeconds() % unit.seconds == 0) {
                long number = period.toSeconds() / unit.seconds;
                return number + " " + unit.name().toLowerCase(Locale.ROOT) + (number == 1 ? "" : "s");
            }
        }
        return period.toSeconds() + " seconds";
    }

    private enum Unit {
        DAY(86_400),
        HOUR(3_600),
        MINUTE(60),
        SECOND(1);

        private final long seconds;

        Unit(long seconds) {
            this.seconds = seconds;
        }
    }
}
