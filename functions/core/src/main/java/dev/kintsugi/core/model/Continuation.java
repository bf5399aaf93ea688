package dev.kintsugi.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Going on with a reply that the output limit cut. The model is asked to repeat the last line and go on, because where
 * a text was cut inside a line is something that models reliably get wrong and a repeated line shows where to join.
 */
public final class Continuation {
    /** What the request to go on adds to the prompt, in tokens at most. */
    public static final int INSTRUCTION_TOKENS = 1_000;

    /** The end of the last line that is shown to the model, in characters at most. */
    private static final int MAX_TAIL = 200;

    /** How far into a continuation the repeated line may begin: models greet, and open new fences. */
    private static final int MAX_PREAMBLE = 200;

    /** A repeated line shorter than this is looked for at the very beginning only. */
    private static final int MIN_FINDABLE = 8;

    /** How much repeated text is recognised, in characters. */
    private static final int MAX_OVERLAP = 4_000;

    /** A repetition shorter than this may be chance. */
    private static final int MIN_OVERLAP = 24;

    private Continuation() {}

    /** The request that asks for the rest of {@code textSoFar}. */
    public static ModelRequest request(ModelRequest first, String textSoFar) {
        List<Message> messages = new ArrayList<>(first.messages());
        messages.add(new Message.FromModel(textSoFar, List.of()));
        messages.add(Message.FromUser.saying("go on", instruction(tail(textSoFar))));
        return first.withMessages(messages);
    }

    private static String instruction(String tail) {
        return """
                Your reply was cut off at the output limit. Go on where it stopped.
                Begin by repeating exactly the text between the two marks, which is where it stopped, and go on from \
                there as if nothing had happened: no greeting, no explanation, no new code fence, nothing said twice.
                <<<<<
                %s
                >>>>>
                """.formatted(tail);
    }

    /** The conversation that asks again for a reply which was cut inside a tool call: such a call cannot be joined. */
    public static List<Message> inSmallerSteps(List<Message> messages) {
        List<Message> asking = new ArrayList<>(messages);
        asking.add(new Message.FromModel("(a reply with tool calls, cut off at the output limit)", List.of()));
        asking.add(Message.FromUser.saying(
                "again, in smaller steps",
                "Your reply was cut off at the output limit inside a tool call, so nothing of it was done."
                        + " Answer again in smaller steps: fewer and shorter calls in one reply.\n"));
        return asking;
    }

    /** Puts a reply and its continuation together as one text. */
    public static String join(String textSoFar, String more) {
        String tail = tail(textSoFar);
        int repeated = beginOf(tail, more);
        if (repeated >= 0) {
            int cut = textSoFar.lastIndexOf(tail);
            return textSoFar.substring(0, cut) + more.substring(repeated);
        }
        if (!tail.isBlank() && more.stripLeading().startsWith(tail.strip())) {
            int cut = textSoFar.lastIndexOf(tail.strip());
            return textSoFar.substring(0, cut) + more.stripLeading();
        }
        if (startsAgain(textSoFar, more)) {
            return more;
        }
        return textSoFar + more.substring(overlap(textSoFar, more));
    }

    /** The last line that holds something, without what follows it. */
    static String tail(String text) {
        String stripped = text.stripTrailing();
        String line = stripped.substring(stripped.lastIndexOf('\n') + 1);
        if (line.length() <= MAX_TAIL) {
            return line;
        }
        int start = line.length() - MAX_TAIL;
        return line.substring(Character.isLowSurrogate(line.charAt(start)) ? start + 1 : start);
    }

    private static int beginOf(String tail, String more) {
        if (tail.isEmpty()) {
            return -1;
        }
        if (more.startsWith(tail)) {
            return 0;
        }
        if (tail.strip().length() < MIN_FINDABLE) {
            return -1;
        }
        int at = more.indexOf(tail);
        return at > MAX_PREAMBLE || (at > 0 && more.charAt(at - 1) != '\n') ? -1 : at;
    }

    /** Whether the model did not go on but began its reply anew, and this time came further. */
    private static boolean startsAgain(String text, String more) {
        int secondLine = text.indexOf('\n', text.indexOf('\n') + 1);
        return secondLine >= MIN_OVERLAP
                && more.length() > text.length()
                && more.startsWith(text.substring(0, secondLine));
    }

    private static int overlap(String text, String more) {
        int longest = Math.min(MAX_OVERLAP, Math.min(text.length(), more.length()));
        for (int length = longest; length >= MIN_OVERLAP; length--) {
            if (text.regionMatches(text.length() - length, more, 0, length)) {
                return length;
            }
        }
        return 0;
    }
}
