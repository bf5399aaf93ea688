package dev.kintsugi.engine.jsonata;

/** A word of a JSONata expression, as far as finding its references needs to tell words apart. */
record Token(Kind kind, String text) {
    /** What a word is. */
    enum Kind {
        NAME,
        VARIABLE,
        LITERAL,
        REGEX,
        SYMBOL
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether a value may end here, so that what follows is an operator. */
    boolean endsOperand() {
        return switch (kind) {
            case NAME -> !isWordOperator();
            case VARIABLE, LITERAL, REGEX -> true;
            case SYMBOL -> text.equals(")") || text.equals("]") || text.equals("}");
        };
    }

    boolean isWordOperator() {
        return kind == Kind.NAME && (text.equals("and") || text.equals("or") || text.equals("in"));
    }
}
