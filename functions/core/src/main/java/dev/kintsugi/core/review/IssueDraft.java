package dev.kintsugi.core.review;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An {@code ISSUE:} block under way. However little it says, it is a finding: an objection is never lost. */
final class IssueDraft {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");

    private final String title;
    private String severity = "";
    private String description = "";
    private String file = "";
    private String line = "";

    IssueDraft(String title) {
        this.title = title;
    }

    void take(String key, String value) {
        switch (key) {
            case "SEVERITY" -> severity = value;
            case "DESCRIPTION" -> description = value;
            case "FILE" -> file = firstLine(value);
            case "LINE" -> line = firstLine(value);
            default -> {}
        }
    }

    Finding finding() {
        String text = description.isEmpty() ? title : description;
        Matcher number = NUMBER.matcher(line);
        boolean hasLine = number.find() && Integer.parseInt(number.group()) > 0;
        return new Finding(
                Severity.ofWord(severity),
                text.isBlank() ? "an issue without a description" : text,
                file.isEmpty() ? Optional.empty() : Optional.of(file),
                hasLine ? OptionalInt.of(Integer.parseInt(number.group())) : OptionalInt.empty());
    }

    private static String firstLine(String value) {
        return value.lines().findFirst().orElse("").replace("`", "").strip();
    }
}
