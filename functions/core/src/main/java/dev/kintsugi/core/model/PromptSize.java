package dev.kintsugi.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How large a prompt is, part by part, in estimated tokens at most. */
public record PromptSize(List<Part> parts) {
    /** One named part. */
    public record Part(String name, long tokens) {}

    public PromptSize {
        parts = List.copyOf(parts);
    }

    public static PromptSize of(ModelRequest request) {
        List<Part> parts = new ArrayList<>();
        if (!request.toolbox().isEmpty()) {
            long tokens = TokenEstimate.PER_TOOLBOX;
            for (Tool tool : request.toolbox().tools()) {
                tokens += TokenEstimate.atMost(tool.wholeText());
            }
            parts.add(new Part("tools", tokens));
        }
        request.system().forEach(passage -> parts.add(partOf(passage)));
        int spoken = 0;
        for (Message message : request.messages()) {
            spoken++;
            switch (message) {
                case Message.FromUser user -> user.passages().forEach(passage -> parts.add(partOf(passage)));
                case Message.FromModel model ->
                    parts.add(new Part(
                            "message %d, by the model".formatted(spoken), TokenEstimate.atMost(model.wholeText())));
                case Message.FromTools results ->
                    parts.add(new Part(
                            "message %d, by tools".formatted(spoken), TokenEstimate.atMost(results.wholeText())));
            }
        }
        parts.add(new Part(
                "framing",
                (long) TokenEstimate.PER_MESSAGE * (request.messages().size() + 1)));
        return new PromptSize(parts);
    }

    private static Part partOf(Passage passage) {
        return new Part(passage.name(), TokenEstimate.atMost(passage.text()));
    }

    public long tokens() {
        return parts.stream().mapToLong(Part::tokens).sum();
    }

    /** The parts in the order of the prompt, one to a line, and their sum. */
    public String table() {
        StringBuilder table = new StringBuilder();
        for (Part part : parts) {
            table.append(String.format(Locale.ROOT, "%,12d  %s\n", part.tokens(), part.name()));
        }
        return table.append(String.format(Locale.ROOT, "%,12d  in all\n", tokens()))
                .toString();
    }
}
