package dev.kintsugi.core.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Whether a prompt goes into a model's window, after what may be left out was left out. */
public sealed interface PromptFit {
    /** The least room for a reply with which a call is still made, in tokens. */
    int MIN_REPLY_TOKENS = 1_024;

    /** The part of a window that is kept for the reply before optional passages are: one of four. */
    int REPLY_SHARE = 4;

    /** It fits as {@code request}, from which the passages named in {@code leftOut} are gone. */
    record Fits(ModelRequest request, List<String> leftOut) implements PromptFit {}

    /** It does not, even with everything optional left out. */
    record TooLarge(PromptSize size, String reason) implements PromptFit {}

    /** Fits a request into a window; a window that nobody knows holds anything. */
    static PromptFit of(ModelRequest request, OptionalInt contextTokens) {
        if (contextTokens.isEmpty()) {
            return new Fits(request, List.of());
        }
        long window = contextTokens.getAsInt();
        long comfortable = Math.min(request.maxTokens(), Math.max(MIN_REPLY_TOKENS, window / REPLY_SHARE));
        ModelRequest shorter = request;
        List<String> leftOut = new ArrayList<>();
        long prompt = TokenEstimate.atMost(request);
        for (Passage passage : firstToGo(request)) {
            if (prompt + comfortable <= window) {
                break;
            }
            shorter = without(shorter, passage);
            leftOut.add(passage.name());
            prompt = TokenEstimate.atMost(shorter);
        }
        long room = window - prompt;
        if (room < Math.min(request.maxTokens(), MIN_REPLY_TOKENS)) {
            PromptSize size = PromptSize.of(shorter);
            return new TooLarge(size, reason(size, contextTokens.getAsInt(), leftOut));
        }
        return new Fits(shorter.withMaxTokens((int) Math.min(request.maxTokens(), room)), leftOut);
    }

    /** Spare passages before useful ones, larger before smaller, so that as few as possible go. */
    private static List<Passage> firstToGo(ModelRequest request) {
        List<Passage> optional = new ArrayList<>();
        request.system().stream().filter(PromptFit::mayGo).forEach(optional::add);
        for (Message message : request.messages()) {
            if (message instanceof Message.FromUser user) {
                user.passages().stream().filter(PromptFit::mayGo).forEach(optional::add);
            }
        }
        optional.sort(Comparator.comparing(Passage::keep)
                .reversed()
                .thenComparing(Comparator.<Passage>comparingLong(passage -> TokenEstimate.atMost(passage.text()))
                        .reversed()));
        return optional;
    }

    /** A passage no longer than the line that would stand for it is not worth leaving out. */
    private static boolean mayGo(Passage passage) {
        return passage.keep() != Keep.ALWAYS
                && TokenEstimate.atMost(passage.text())
                        > TokenEstimate.atMost(passage.leftOut().text());
    }

    private static ModelRequest without(ModelRequest request, Passage gone) {
        List<Message> messages = new ArrayList<>();
        for (Message message : request.messages()) {
            messages.add(
                    message instanceof Message.FromUser user
                            ? new Message.FromUser(without(user.passages(), gone))
                            : message);
        }
        return request.withPrompt(without(request.system(), gone), messages);
    }

    private static List<Passage> without(List<Passage> passages, Passage gone) {
        return passages.stream()
                .map(passage -> passage.equals(gone) ? passage.leftOut() : passage)
                .toList();
    }

    private static String reason(PromptSize size, int window, List<String> leftOut) {
        return String.format(
                Locale.ROOT,
                "the prompt is about %,d tokens, the model's window is %,d and a reply needs %,d of them%s; make the"
                        + " task or its context files smaller, or set context_tokens if the window is larger. Parts:\n%s",
                size.tokens(),
                window,
                MIN_REPLY_TOKENS,
                leftOut.isEmpty() ? "" : " (already left out: " + String.join(", ", leftOut) + ")",
                size.table());
    }
}
