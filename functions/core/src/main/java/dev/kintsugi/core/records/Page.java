package dev.kintsugi.core.records;

import java.util.List;
import java.util.Optional;

/**
 * Some items in order, and where to go on. A page may be shorter than asked for, even empty; only the absence of
 * {@code next} says that there is no more.
 */
public record Page(List<Item> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
