package dev.kintsugi.git;

/**
 * Counts how often a regular expression looks at a character and stops it when that is out of all proportion: some
 * expressions need longer than the age of the universe for one line, and a model may well write one.
 */
final class PatientText {
    /** Looks at characters that one whole search may take. */
    static final long MAXIMUM_LOOKS = 2_000_000_000L;

    /** Looks at characters that one line may take, beyond a hundred for each of its characters. */
    static final long MAXIMUM_LOOKS_PER_LINE = 5_000_000;

    private long looks;

    CharSequence over(String line) {
        long allowed = looks + MAXIMUM_LOOKS_PER_LINE + 100L * line.length();
        return new Counted(line, Math.min(allowed, MAXIMUM_LOOKS));
    }

    /** The expression took too long. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("a regular expression took too long", null, false, false);
        }
    }

    private final class Counted implements CharSequence {
        private final String text;
        private final long allowed;

        Counted(String text, long allowed) {
            this.text = text;
            this.allowed = allowed;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > allowed) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
