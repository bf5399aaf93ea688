package dev.kintsugi.engine.jsonata;

/**
 * A text that looks at the clock while a regular expression reads it: a pattern that backtracks without end is caught
 * at the characters it asks for, because nothing else of it can be interrupted.
 */
record WatchedText(CharSequence text, EvaluationBounds bounds) implements CharSequence {

    @Override
    public char charAt(int index) {
        bounds.checkTime();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new WatchedText(text.subSequence(start, end), bounds);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
