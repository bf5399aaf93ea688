package dev.kintsugi.cli.work;

import dev.kintsugi.cli.api.ApiRefusal;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.Toolbox;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.plan.ContextWindows;
import dev.kintsugi.models.ModelSpec;
import dev.kintsugi.models.Models;
import dev.kintsugi.models.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks each model one short question before anything is submitted, so that a wrong address is one clear error. */
final class ModelProbe {
    /** What the answer may cost, in tokens; one word is enough. */
    private static final int ANSWER_TOKENS = 16;

    /** How long it may take: a server on this machine may have to load its model from the disk first. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private final Models models;
    private final ContextWindows windows;
    private final Consumer<String> notes;

    /** @param notes what is worth a line before the work begins */
    ModelProbe(Map<String, String> environment, ContextWindows windows, Consumer<String> notes) {
        this.models = Models.from(environment, Patience.NONE).givingUpAfter(LONGEST);
        this.windows = windows;
        this.notes = notes;
    }

    /**
     * Whether asking this model costs anything.
     *
     * @throws ApiRefusal when it will not be able to work
     */
    boolean isPaid(String written) {
        try {
            ModelSpec spec = ModelSpec.parse(written);
            CodingModel model = models.open(spec, windows.of(written));
            return switch (spec) {
                case ModelSpec.Recorded recorded -> false;
                case ModelSpec.Command command -> false;
                case ModelSpec.OpenAi openAi -> asked(written, model);
                case ModelSpec.Bedrock bedrock -> asked(written, model);
            };
        } catch (IllegalArgumentException noModel) {
            throw ApiRefusal.unanswered("model: " + noModel.getMessage());
        }
    }

    private boolean asked(String written, CodingModel model) {
        ModelRequest question = ModelRequest.of(
                        Turn.first("probe", Role.CODER),
                        List.of(),
                        List.of(Passage.needed("probe", "Answer with the one word: ready")),
                        Toolbox.NONE)
                .withMaxTokens(ANSWER_TOKENS)
                .withContinuations(0);
        notes.accept("Asking %s for one word (%d s at most)".formatted(written, LONGEST.toSeconds()));
        ModelAnswer answer = model.ask(question);
        switch (answer) {
            case ModelAnswer.Unreachable unreachable -> throw refusal(written, unreachable);
            case ModelAnswer.Refused refused -> throw refusal(written, refused);
            case ModelAnswer.Unusable unusable -> throw refusal(written, unusable);
            case ModelAnswer.Lost lost -> throw refusal(written, lost);
            case ModelAnswer.PromptTooLarge large -> throw refusal(written, large);
            case ModelAnswer.PromptCut cut -> throw refusal(written, cut);
            case ModelAnswer.Answered answered -> {}
            case ModelAnswer.CutShort cut -> {
                // It thinks before it speaks, or talks much: it is there all the same.
            }
            case ModelAnswer.Withheld withheld -> {}
            case ModelAnswer.Overloaded busy ->
                notes.accept("It is not ready now: %s. The work begins all the same and waits for it a while."
                        .formatted(busy.reason()));
        }
        return model.card().prices().output() > 0;
    }

    private static ApiRefusal refusal(String written, ModelAnswer answer) {
        return ApiRefusal.unanswered("the model %s cannot be used: %s".formatted(written, answer.reason()));
    }
}
