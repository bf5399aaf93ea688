package dev.kintsugi.core.prompt;

import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.PromptFit;
import dev.kintsugi.core.model.PromptSize;
import dev.kintsugi.core.model.Tool;
import java.util.Locale;

/** A prompt as a person reads it before anything is paid: every passage with its name, the sizes, the most it can cost. */
public final class PromptPreview {
    private static final double MICRO = 1_000_000;

    private PromptPreview() {}

    /** The whole prompt, then its sizes and its cost bound. */
    public static String of(ModelRequest request, ModelCard card) {
        StringBuilder text = new StringBuilder();
        request.system().forEach(passage -> passage(text, "system", passage));
        for (Message message : request.messages()) {
            switch (message) {
                case Message.FromUser user -> user.passages().forEach(passage -> passage(text, "user", passage));
                case Message.FromModel model ->
                    head(text, "model", "").append(model.wholeText()).append('\n');
                case Message.FromTools tools ->
                    head(text, "tools", "").append(tools.wholeText()).append('\n');
            }
        }
        for (Tool tool : request.toolbox().tools()) {
            head(text, "tool", tool.name()).append(tool.description()).append('\n');
        }
        return text.append(summary(request, card)).toString();
    }

    /** Sizes, window and cost bound. */
    public static String summary(ModelRequest request, ModelCard card) {
        StringBuilder text = new StringBuilder("\n=== tokens, at most ===\n")
                .append(PromptSize.of(request).table());
        text.append(String.format(Locale.ROOT, "Model   %s%n", card.name()));
        text.append("Window  ");
        if (card.contextTokens().isEmpty()) {
            text.append("not known: set context_tokens\n");
        } else {
            text.append(String.format(
                    Locale.ROOT, "%,d tokens", card.contextTokens().getAsInt()));
            switch (PromptFit.of(request, card.contextTokens())) {
                case PromptFit.TooLarge large -> text.append(": too small, the call would be refused\n");
                case PromptFit.Fits fits when fits.leftOut().isEmpty() -> text.append(": it fits\n");
                case PromptFit.Fits fits ->
                    text.append(": it fits without ")
                            .append(String.join(", ", fits.leftOut()))
                            .append('\n');
            }
        }
        text.append(String.format(
                Locale.ROOT,
                "Cost    at most $%.6f for this exchange (%,d output tokens a call, %d calls)%n",
                card.worstCaseMicroDollars(request) / MICRO,
                request.maxTokens(),
                request.continuations() + 1));
        if (!card.priceNote().isEmpty()) {
            text.append("        ").append(card.priceNote()).append('\n');
        }
        return text.toString().replace("\r\n", "\n");
    }

    private static void passage(StringBuilder text, String by, Passage passage) {
        head(text, by, passage.name()).append(passage.text());
        if (!passage.text().endsWith("\n")) {
            text.append('\n');
        }
        if (passage.cachePoint()) {
            text.append("--- cached up to here ---\n");
        }
    }

    private static StringBuilder head(StringBuilder text, String by, String name) {
        return text.append("\n=== ")
                .append(by)
                .append(name.isEmpty() ? "" : ": " + name)
                .append(" ===\n");
    }
}
