package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Problem.Code;
import dev.kintsugi.core.plan.read.Node.Scalar;
import dev.kintsugi.core.plan.read.Node.ScalarType;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of one table, read one by one. */
final class Fields {
    private final Node.Table table;
    private final Problems.InFile problems;
    private final String within;

    /** @param within what stands before a key in messages: empty, or {@code checks.} */
    Fields(Node.Table table, Problems.InFile problems, String within) {
        this.table = table;
        this.problems = problems;
        this.within = within;
    }

    /** The value, or null when the key is left out or its value was refused. */
    <T> @Nullable T get(Key<T> key) {
        Node.Entry entry = table.entries().get(key.name());
        if (entry == null) {
            return null;
        }
        Kind.Asked asked = new Kind.Asked(within + key.name(), problems);
        boolean nothing = entry.value() instanceof Scalar scalar && scalar.type() == ScalarType.NOTHING;
        if (nothing && !key.kind().mayBeNothing()) {
            problems.badValue(
                    entry.at(), asked.key(), "nothing", key.kind().expected(), "give it a value or leave the key out");
            return null;
        }
        return key.kind().read(entry.value(), asked);
    }

    boolean has(Key<?> key) {
        return table.entries().containsKey(key.name());
    }

    /** Where the key stands; its table when it is left out. */
    Place at(Key<?> key) {
        Node.Entry entry = table.entries().get(key.name());
        return entry == null ? table.at() : entry.at();
    }

    /** @param unused keys of the systems that plans come from, with what to do instead */
    void refuseOthers(Collection<String> known, Map<String, String> unused) {
        table.entries().forEach((key, entry) -> {
            if (known.contains(key)) {
                return;
            }
            String instead = unused.get(key);
            if (instead != null) {
                problems.warn(
                        Code.UNUSED_KEY,
                        entry.at(),
                        within + key,
                        "the key " + within + key + " is not used here",
                        instead);
                return;
            }
            problems.error(
                    Code.UNKNOWN_KEY,
                    entry.at(),
                    within + Shown.shortened(key),
                    "the key " + within + Shown.shortened(key) + " is unknown",
                    Suggestion.nearest(key, known)
                            .map(word -> "did you mean " + word + "?")
                            .orElse("known keys: " + String.join(", ", known)));
        });
    }
}
