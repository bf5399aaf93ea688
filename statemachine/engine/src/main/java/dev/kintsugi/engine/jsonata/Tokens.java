package dev.kintsugi.engine.jsonata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Splits an expression that JSONata's own parser accepted into words. Comments and blanks are gone. */
final class Tokens {
    private static final List<String> LONG_SYMBOLS = List.of(":=", "~>", "!=", "<=", ">=", "**", "..", "?:", "??");

    private final String text;
    private final List<Token> found = new ArrayList<>();
    private final List<Integer> regexes = new ArrayList<>();
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

    /**
     * The expression with its regular expressions replaced by variables, which take their place everywhere.
     *
     * @param names gives a variable's name for the text of a regular expression
     */
    static String withoutRegexes(String expression, UnaryOperator<String> names) {
        Tokens tokens = new Tokens(expression);
        while (tokens.skipBlanks()) {
            tokens.next();
        }
        StringBuilder replaced = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < tokens.regexes.size(); i += 2) {
            int start = tokens.regexes.get(i);
            int end = tokens.regexes.get(i + 1);
            replaced.append(expression, copied, start).append('$');
            replaced.append(names.apply(expression.substring(start, end))).append(' ');
            copied = end;
        }
        return replaced.append(expression, copied, expression.length()).toString();
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

    /** A slash inside of brackets does not end a regular expression. */
    private void regex() {
        int start = at++;
        int depth = 0;
        while (at < text.length() && (depth > 0 || text.charAt(at) != '/')) {
            char c = text.charAt(at);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            at += c == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
        while (at < text.length() && (text.charAt(at) == 'i' || text.charAt(at) == 'm')) {
            at++;
        }
        regexes.add(start);
        regexes.add(at);
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
