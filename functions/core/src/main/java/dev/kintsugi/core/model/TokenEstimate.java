package dev.kintsugi.core.model;

/**
 * How many tokens a text comes to, without the model's tokenizer: a number it will hardly exceed, for budgets and
 * windows, and a number it will hardly stay below, to notice a prompt that was cut.
 *
 * <p>Tokenizers in use differ by a third on the same text, so one number in between would be wrong in both uses.
 */
public final class TokenEstimate {
    /** What a provider adds around each message, at most. */
    static final int PER_MESSAGE = 8;

    /** What a provider adds when any tool is offered, at most. */
    static final int PER_TOOLBOX = 600;

    /** Letters in one token of a word, at least. */
    private static final int LETTERS_PER_TOKEN = 4;

    /** Capitals in one token of a row of them, at least. */
    private static final int CAPITALS_PER_TOKEN = 2;

    /** Letters in one token at most: the longest words that tokenizers hold as one. */
    private static final int LETTERS_PER_LONG_TOKEN = 24;

    /** Blanks in one token of indentation, at least. */
    private static final int BLANKS_PER_TOKEN = 8;

    /** Marks in one token of a row of the same mark, at least, and what is such a row. */
    private static final int MARKS_PER_TOKEN = 2;

    private static final int MIN_ROW = 4;

    /** Letters and digits mixed in three tokens, at least, from the length on at which they are no word. */
    private static final int CODE_LETTERS_PER_THREE_TOKENS = 4;

    private static final int MIN_CODE = 16;

    private static final int DIGITS_PER_TOKEN = 3;
    private static final int WIDE_CHARACTERS_PER_TOKEN = 8;

    private TokenEstimate() {}

    /** The whole prompt of a request, tools and framing included, at most. */
    public static long atMost(ModelRequest request) {
        return PromptSize.of(request).tokens();
    }

    /** The messages of a request, at least. Tools are not counted: some servers drop them without a word. */
    public static long atLeast(ModelRequest request) {
        long tokens = 0;
        for (Passage passage : request.system()) {
            tokens += atLeast(passage.text());
        }
        for (Message message : request.messages()) {
            tokens += atLeast(message.wholeText());
        }
        return tokens;
    }

    /** A text at most: short pieces of words, each mark and each digit by itself, and no sense in long mixtures. */
    public static long atMost(String text) {
        long tokens = 0;
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            int end = at + 1;
            if (isLetter(character) || isDigit(character)) {
                end = codeEnd(text, at);
                if (end > at) {
                    tokens += Math.ceilDiv(3L * (end - at), CODE_LETTERS_PER_THREE_TOKENS);
                } else {
                    end = isLetter(character) ? wordEnd(text, at) : at + 1;
                    tokens += isLetter(character) ? letterTokens(text, at, end) : 1;
                }
            } else if (character < 0x80) {
                end = runEnd(text, at, character);
                tokens += runTokens(character, end - at);
            } else {
                tokens += wideTokens(character);
            }
            at = end;
        }
        return tokens;
    }

    /** A text at least: each word one token, marks and blanks joined to their neighbours. */
    public static long atLeast(String text) {
        long tokens = 0;
        long wide = 0;
        long digits = 0;
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at);
            int end = at + 1;
            if (isLetter(character)) {
                while (end < text.length() && isLetter(text.charAt(end))) {
                    end++;
                }
                tokens += Math.ceilDiv(end - at, LETTERS_PER_LONG_TOKEN);
            } else if (isDigit(character)) {
                digits++;
            } else if (character >= 0x80) {
                wide++;
            }
            at = end;
        }
        return tokens + digits / DIGITS_PER_TOKEN + wide / WIDE_CHARACTERS_PER_TOKEN;
    }

    /** Small letters with a capital before them, or capitals alone: where tokenizers like to cut. */
    private static int wordEnd(String text, int start) {
        int end = start + 1;
        boolean capitals = !isSmall(text.charAt(start)) && end < text.length() && isCapital(text.charAt(end));
        while (end < text.length() && (capitals ? isCapital(text.charAt(end)) : isSmall(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /** Words are known to tokenizers, rows of capitals mostly not. */
    private static long letterTokens(String text, int start, int end) {
        boolean capitals = end - start > 1 && isCapital(text.charAt(start + 1));
        return Math.ceilDiv(end - start, capitals ? CAPITALS_PER_TOKEN : LETTERS_PER_TOKEN);
    }

    /** The end of a long row of letters and digits mixed, such as a key or base64; its start when there is none. */
    private static int codeEnd(String text, int start) {
        int end = start;
        boolean letters = false;
        boolean digits = false;
        while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
            letters |= isLetter(text.charAt(end));
            digits |= isDigit(text.charAt(end));
            end++;
        }
        return letters && digits && end - start >= MIN_CODE ? end : start;
    }

    private static int runEnd(String text, int start, char character) {
        int end = start + 1;
        while (end < text.length() && text.charAt(end) == character) {
            end++;
        }
        return end;
    }

    /** One blank belongs to the word behind it; a row of the same mark is known as such. */
    private static long runTokens(char character, int length) {
        if (character == ' ') {
            return length == 1 ? 0 : Math.ceilDiv(length, BLANKS_PER_TOKEN);
        }
        return length < MIN_ROW ? length : Math.ceilDiv(length, MARKS_PER_TOKEN);
    }

    /** Outside ASCII a tokenizer falls back to bytes where it knows no better. */
    private static int wideTokens(char character) {
        return character < 0x2000 ? 1 : 2;
    }

    private static boolean isLetter(char character) {
        return isSmall(character) || isCapital(character);
    }

    private static boolean isSmall(char character) {
        return character >= 'a' && character <= 'z';
    }

    private static boolean isCapital(char character) {
        return character >= 'A' && character <= 'Z';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
