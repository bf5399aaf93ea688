package dev.kintsugi.local.template;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function that is called again and again. */
public record Timer(String function, Duration every) {
    private static final Pattern RATE = Pattern.compile("rate\\(([0-9]{1,6}) (minute|hour|day)s?\\)");

    static Timer of(String function, String schedule) {
        Matcher rate = RATE.matcher(schedule);
        if (!rate.matches()) {
            throw new TemplateException(
                    "the schedule %s of %s is no rate(...) in minutes, hours or days".formatted(schedule, function));
        }
        long many = Long.parseLong(rate.group(1));
        return new Timer(
                function,
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(many);
                    case "hour" -> Duration.ofHours(many);
                    default -> Duration.ofDays(many);
                });
    }
}
