package dev.kintsugi.engine.store;

/** Where a record stands in the log, packed into one long so that an index of millions stays small. */
final class Position {
    private Position() {}

    static long of(int segment, int offset) {
        return (long) segment << Integer.SIZE | offset;
    }

    static int segment(long position) {
        return (int) (position >>> Integer.SIZE);
    }

    static int offset(long position) {
        return (int) position;
    }
}
