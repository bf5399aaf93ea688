package dev.kintsugi.handlers.journal;

/** Where the lines about calls go. */
@FunctionalInterface
public interface Journal {
    /** Nobody reads along, as on a laptop. */
    Journal NONE = line -> {};

    void write(Line line);
}
