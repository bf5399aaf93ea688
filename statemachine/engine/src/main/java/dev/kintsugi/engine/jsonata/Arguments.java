package dev.kintsugi.engine.jsonata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a function is called with: one that was left out is null, and so is one that is undefined. */
record Arguments(List<?> given) {

    @Nullable
    Object at(int index) {
        return index < given.size() ? given.get(index) : null;
    }

    @Nullable
    String text(int index) {
        return (String) at(index);
    }

    @Nullable
    Number number(int index) {
        return (Number) at(index);
    }

    @Nullable
    Integer whole(int index) {
        Number number = number(index);
        return number == null ? null : (Integer) number.intValue();
    }
}
