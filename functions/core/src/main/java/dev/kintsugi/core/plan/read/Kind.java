package dev.kintsugi.core.plan.read;

import org.jspecify.annotations.Nullable;

/**
 * What values a key takes: how one is recognised, and how people are told what was expected.
 *
 * @param <T> what the value becomes
 */
interface Kind<T> {
    /** In words, to stand after "expected". */
    String expected();

    /** The value, or null after saying what is wrong with it. */
    @Nullable
    T read(Node node, Asked asked);

    /** Whether a key with nothing behind it means an empty value rather than a forgotten one. */
    default boolean mayBeNothing() {
        return false;
    }

    /** A value that is asked for: under which key, and where to complain. */
    record Asked(String key, Problems.InFile problems) {
        // It is always null, of whatever type its caller must return.
        @SuppressWarnings("TypeParameterUnusedInFormals")
        <T> @Nullable T refuse(Node node, Kind<?> kind, @Nullable String hint) {
            problems.badValue(node.at(), key, node.described(), kind.expected(), hint);
            return null;
        }

        @SuppressWarnings("TypeParameterUnusedInFormals")
        <T> @Nullable T refuse(Node node, String found, Kind<?> kind, @Nullable String hint) {
            problems.badValue(node.at(), key, found, kind.expected(), hint);
            return null;
        }
    }
}
