package dev.kintsugi.engine.jsonata;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an expression refers to outside itself. AWS evaluates without a context item, so a name at the top level refers
 * to nothing and is refused when the machine is created; variables are bound only if they are named here.
 *
 * @param variables names of variables that the expression does not bind itself, {@code states} and functions included
 * @param statesFields fields of {@code $states} that are read; empty if it is used as a whole or not at all
 * @param topLevelNames names and {@code $$} that stand where there is no context
 */
record References(Set<String> variables, Set<String> statesFields, List<String> topLevelNames) {

    static References of(String expression) {
        return new Finder(Tokens.of(expression)).find();
    }

    /** Walks the words once, keeping for each open bracket whether a name in it would be read at the top level. */
    private static final class Finder {
        private static final int BARS_OF_A_TRANSFORM = 3;
        private static final Token START = new Token(Token.Kind.SYMBOL, "");

        private final List<Token> tokens;
        private final Set<String> variables = new LinkedHashSet<>();
        private final Set<String> bound = new LinkedHashSet<>();
        private final Set<String> statesFields = new LinkedHashSet<>();
        private final List<String> topLevelNames = new ArrayList<>();
        private final Deque<Boolean> topLevel = new ArrayDeque<>(List.of(true));
        private boolean statesAsWhole;
        private boolean parameters;
        private boolean beforeBody;
        /** A transform is written between three bars. */
        private int bars;

        Finder(List<Token> tokens) {
            this.tokens = tokens;
        }

        References find() {
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (beforeBody && !token.is("{")) {
                    // A lambda's signature, <s-n:b>, refers to nothing.
                    continue;
                }
                switch (token.kind()) {
                    case VARIABLE -> variable(token.text(), at(i - 1), at(i + 1), at(i + 2));
                    case NAME -> name(token, at(i - 1), at(i + 1));
                    case SYMBOL -> symbol(token, at(i - 1));
                    case LITERAL, REGEX -> {}
                }
            }
            variables.removeAll(bound);
            if (statesAsWhole) {
                statesFields.clear();
            }
            return new References(
                    Collections.unmodifiableSet(variables), Set.copyOf(statesFields), List.copyOf(topLevelNames));
        }

        private Token at(int index) {
            return index >= 0 && index < tokens.size() ? tokens.get(index) : START;
        }

        private void variable(String name, Token before, Token after, Token next) {
            if (name.equals("$")) {
                topLevelNames.add("$$");
                return;
            }
            if (name.isEmpty()) {
                return;
            }
            if (parameters || after.is(":=") || before.is("@") || before.is("#")) {
                bound.add(name);
                return;
            }
            variables.add(name);
            if (name.equals("states")) {
                if (after.is(".") && next.kind() == Token.Kind.NAME) {
                    statesFields.add(next.text());
                } else {
                    statesAsWhole = true;
                }
            }
        }

        private void name(Token token, Token before, Token after) {
            String word = token.text();
            if (word.equals("function") || word.equals("λ")) {
                parameters = after.is("(");
                return;
            }
            boolean operand = !before.endsOperand();
            boolean keyword = word.equals("true") || word.equals("false") || word.equals("null");
            boolean operator = token.isWordOperator() && !operand;
            if (operand && !operator && !keyword && !before.is(".") && isTopLevel()) {
                topLevelNames.add(word);
            }
        }

        private void symbol(Token token, Token before) {
            switch (token.text()) {
                case "(" -> topLevel.push(isTopLevel() && !before.is(".") && !before.is("^"));
                case "[" -> topLevel.push(isTopLevel() && !before.is(".") && !before.endsOperand());
                case "{" -> topLevel.push(startsObjectOrBody(before) && isTopLevel() && !before.is("."));
                case ")", "]", "}" -> close();
                case "|" -> bars = (bars + 1) % BARS_OF_A_TRANSFORM;
                default -> {}
            }
        }

        private void close() {
            if (topLevel.size() > 1) {
                topLevel.pop();
            }
            beforeBody = parameters;
            parameters = false;
        }

        /** An object and a lambda's body keep the context around them; a grouping has its own. */
        private boolean startsObjectOrBody(Token before) {
            boolean body = beforeBody;
            beforeBody = false;
            return body || !before.endsOperand();
        }

        private boolean isTopLevel() {
            return bars == 0 && topLevel.element();
        }
    }
}
