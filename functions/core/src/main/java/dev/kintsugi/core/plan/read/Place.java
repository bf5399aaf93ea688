package dev.kintsugi.core.plan.read;

/** Where something stands in a file, from 1; a column of 0 is not known. */
record Place(int line, int column) {
    static final Place WHOLE_FILE = new Place(0, 0);

    static Place line(int line) {
        return new Place(line, 0);
    }
}
