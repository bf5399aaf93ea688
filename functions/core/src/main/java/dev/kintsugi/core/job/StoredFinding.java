package dev.kintsugi.core.job;

import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A finding as it stands on a cycle, and wherever else one is kept. */
public final class StoredFinding {
    private StoredFinding() {}

    public static Value of(Finding finding) {
        Map<String, Value> stored = new HashMap<>();
        stored.put("severity", Value.of(finding.severity().word()));
        stored.put("description", Value.of(finding.description()));
        finding.file().ifPresent(file -> stored.put("file", Value.of(file)));
        finding.line().ifPresent(line -> stored.put("line", Value.of(line)));
        return Value.of(stored);
    }

    public static Finding read(Value value) {
        Value.Fields stored = (Value.Fields) value;
        Optional<Long> line = stored.findNumber("line");
        return new Finding(
                Severity.ofWord(stored.text("severity")),
                stored.text("description"),
                stored.findText("file"),
                line.isPresent() ? OptionalInt.of(Math.toIntExact(line.get())) : OptionalInt.empty());
    }
}
