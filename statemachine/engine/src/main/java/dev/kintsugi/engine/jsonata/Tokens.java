package dev.kintsugi.engine.jsonata;

import java.util.ArrayList;
import java.util.List;

/** Splits an expression that JSONata's own parser accepted into words. Comments and blanks are gone. */
final class Tokens {
    private static final List<String> LONG_SYMBOLS = List.of(":=", "~>", "!=", "<=", ">=", "**", "..", "?:", "??");

    private final String text;
    private final List<Token> found = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String expression) {
        Tokens tokens = new Tokens(expression);
        while (tokens.skipBlanks()) {
            tokens.next();
        }
        return tokens.found;
    }

    private boolean skipBlanks() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private void next() {
        char c = text.charAt(at);
        boolean afterOperand = !found.isEmpty() && found.getLast().endsOperand();
        if (c == '"' || c == '\'') {
            quoted(c, Token.Kind.LITERAL);
        } else if (c == '`') {
            quoted(c, Token.Kind.NAME);
        } else if (c == '/' && !afterOperand) {
            regex();
        } else if (Character.isDigit(c)) {
            number();
        } else if (c == '$') {
            at++;
            add(Token.Kind.VARIABLE, text.startsWith("$", at) ? take(1) : word());
        } else if (isWordPart(c)) {
            add(Token.Kind.NAME, word());
        } else {
            symbol();
        }
    }

    private void quoted(char quote, Token.Kind kind) {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && quote != '`') {
                at++;
            }
            if (at < text.length()) {
                content.append(text.charAt(at++));
            }
        }
        at++;
        add(kind, content.toString());
    }

    private void regex() {
        int start = at++;
        while (at < text.length() && text.charAt(at) != '/') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
        while (at < text.length() && (text.charAt(at) == 'i' || text.charAt(at) == 'm')) {
            at++;
        }
        add(Token.Kind.REGEX, text.substring(start, at));
    }

    private void number() {
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at + 1 < text.length() && text.charAt(at) == '.' && Character.isDigit(text.charAt(at + 1))) {
            at++;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at += at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 2 : 1;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }
        add(Token.Kind.LITERAL, text.substring(start, at));
    }

    private void symbol() {
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                at += symbol.length();
                add(Token.Kind.SYMBOL, symbol);
                return;
            }
        }
        add(Token.Kind.SYMBOL, take(1));
    }

    private String word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String take(int characters) {
        String taken = text.substring(at, at + characters);
        at += characters;
        return taken;
    }

    private void add(Token.Kind kind, String word) {
        found.add(new Token(kind, word));
    }

    private static boolean isWordPart(char c) {
        return !Character.isWhitespace(c) && ".[]{}()@#;:,?+-*/%|=<>^&!~\"'`$".indexOf(c) < 0;
    }
}
