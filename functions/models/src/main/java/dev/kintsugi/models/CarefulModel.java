package dev.kintsugi.models;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.Continuation;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.Message;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelJson;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.PromptFit;
import dev.kintsugi.core.model.PromptSize;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.TokenEstimate;
import dev.kintsugi.core.model.ToolCallCheck;
import dev.kintsugi.core.model.Usage;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The care around every provider: no prompt larger than the window is sent, overload is waited out, a reply that was cut
 * is continued or not used at all, a prompt that was cut is noticed, and everything has its cost.
 */
public final class CarefulModel implements CodingModel {
    private final Provider provider;
    private final ModelFacts facts;
    private final PatientProvider patient;

    /**
     * Puts care around a provider.
     *
     * @param facts what the configuration knows of the model; its window goes before what the server tells */
    public CarefulModel(Provider provider, ModelFacts facts, Waiting waiting) {
        this.provider = provider;
        this.facts = facts;
        this.patient = new PatientProvider(provider, waiting);
    }

    @Override
    public ModelCard card() {
        OptionalInt window = facts.contextTokens().isPresent() ? facts.contextTokens() : provider.contextTokens();
        return new ModelCard(provider.name(), facts.prices(), window, provider.onThisMachine(), facts.priceNote());
    }

    @Override
    public ModelAnswer ask(ModelRequest request) {
        return ask(request, card().contextTokens(), true);
    }

    private ModelAnswer ask(ModelRequest request, OptionalInt window, boolean mayLearnWindow) {
        return switch (PromptFit.of(request, window)) {
            case PromptFit.TooLarge large ->
                new ModelAnswer.PromptTooLarge(large.size(), large.reason() + provider.windowAdvice());
            case PromptFit.Fits fits -> {
                ProviderReply first = patient.send(fits.request(), 0);
                if (mayLearnWindow
                        && first instanceof ProviderReply.TooLarge large
                        && large.contextTokens().isPresent()) {
                    yield ask(request, large.contextTokens(), false);
                }
                yield first instanceof ProviderReply.Replied replied
                        ? new Asking(request, fits).take(replied)
                        : failed(first, fits.request());
            }
        };
    }

    private ModelAnswer failed(ProviderReply reply, ModelRequest sent) {
        return switch (reply) {
            case ProviderReply.Busy busy -> new ModelAnswer.Overloaded(busy.reason(), patient.attempts());
            case ProviderReply.Unreachable nobody ->
                new ModelAnswer.Unreachable(nobody.reason(), patient.unreachableAttempts());
            case ProviderReply.Lost lost -> new ModelAnswer.Lost(lost.reason(), worstCase(sent));
            case ProviderReply.Garbled garbled -> new ModelAnswer.Unusable(garbled.reason(), worstCase(sent));
            case ProviderReply.TooLarge large -> {
                PromptSize size = PromptSize.of(sent);
                yield new ModelAnswer.PromptTooLarge(
                        size, large.reason() + ". Parts:\n" + size.table() + provider.windowAdvice());
            }
            case ProviderReply.Refused refused -> new ModelAnswer.Refused(refused.reason());
            case ProviderReply.Replied replied ->
                throw new IllegalStateException(
                        "a reply is no failure: " + replied.reply().stopReason());
        };
    }

    private long worstCase(ModelRequest sent) {
        return card().worstCaseMicroDollars(sent.withContinuations(0));
    }

    /** One question under way: the pieces of its reply so far. */
    private final class Asking {
        private final ModelRequest asked;
        private final PromptFit.Fits fits;
        private String text = "";
        private Usage usage = Usage.NONE;
        private int calls;
        private long lost;

        Asking(ModelRequest asked, PromptFit.Fits fits) {
            this.asked = asked;
            this.fits = fits;
        }

        ModelAnswer take(ProviderReply.Replied first) {
            Optional<ModelAnswer> cut = promptCut(first.reply());
            if (cut.isPresent()) {
                return cut.get();
            }
            ProviderReply.Replied piece = first;
            text = piece.reply().text();
            count(piece.reply());
            while (piece.reply().stopReason() == StopReason.MAX_TOKENS && calls <= asked.continuations()) {
                if (text.isBlank() && piece.reply().calls().isEmpty()) {
                    break;
                }
                boolean inACall = !piece.reply().calls().isEmpty();
                ProviderReply more = patient.send(rest(inACall), calls);
                if (!(more instanceof ProviderReply.Replied replied)) {
                    return withoutRest(piece, more);
                }
                piece = replied;
                text = inACall
                        ? piece.reply().text()
                        : Continuation.join(text, piece.reply().text());
                count(piece.reply());
            }
            return whole(piece);
        }

        private void count(Reply piece) {
            usage = usage.plus(piece.usage());
            calls++;
        }

        private ModelRequest rest(boolean inACall) {
            if (!inACall) {
                return Continuation.request(fits.request(), text);
            }
            return fits.request()
                    .withMessages(Continuation.inSmallerSteps(fits.request().messages()));
        }

        private ModelAnswer withoutRest(ProviderReply.Replied last, ProviderReply failure) {
            ModelAnswer why = failed(failure, fits.request());
            lost = why.spentMicroDollars();
            return new ModelAnswer.CutShort(
                    exchange(last), "the reply was cut and its rest could not be had: " + why.reason());
        }

        private ModelAnswer whole(ProviderReply.Replied last) {
            Exchange exchange = exchange(last);
            Reply reply = exchange.reply();
            return switch (reply.stopReason()) {
                case END_TURN, TOOL_USE, STOP_SEQUENCE -> {
                    if (reply.isEmpty()) {
                        yield new ModelAnswer.Unusable(
                                "the model answered with nothing at all", exchange.costMicroDollars());
                    }
                    if (length(reply) > Reply.MAX_CHARACTERS) {
                        yield new ModelAnswer.Unusable(
                                String.format(
                                        Locale.ROOT,
                                        "the reply has %,d characters, more than the %,d that are read",
                                        length(reply),
                                        Reply.MAX_CHARACTERS),
                                exchange.costMicroDollars());
                    }
                    yield new ModelAnswer.Answered(exchange);
                }
                case MAX_TOKENS -> new ModelAnswer.CutShort(exchange, cutReason(reply));
                case MODEL_CONTEXT_WINDOW_EXCEEDED ->
                    new ModelAnswer.CutShort(
                            exchange,
                            "prompt and reply together filled the model's window before the reply was done. "
                                    + provider.windowAdvice());
                case GUARDRAIL_INTERVENED ->
                    new ModelAnswer.Withheld(exchange, "a guardrail of the provider held the reply back");
                case CONTENT_FILTERED ->
                    new ModelAnswer.Withheld(exchange, "the provider's content filter held the reply back");
            };
        }

        private String cutReason(Reply reply) {
            return reply.isEmpty()
                    ? "the model used all %d output tokens before it wrote a word (a model that reasons needs more)"
                            .formatted(fits.request().maxTokens())
                    : "the reply is still cut at the output limit of %d tokens after %d calls: smaller tasks help"
                            .formatted(fits.request().maxTokens(), calls);
        }

        private Exchange exchange(ProviderReply.Replied last) {
            Reply reply = new Reply(
                    text,
                    ToolCallCheck.of(asked.toolbox(), last.reply().calls()),
                    last.reply().stopReason(),
                    usage);
            return new Exchange(
                    asked.turn(),
                    provider.name(),
                    ModelJson.hash(asked),
                    reply,
                    facts.prices().cost(usage) + lost,
                    calls,
                    last.withTools(),
                    fits.leftOut());
        }

        private Optional<ModelAnswer> promptCut(Reply reply) {
            if (!reply.usage().reported()) {
                return Optional.empty();
            }
            ModelRequest sent = fits.request();
            if (!CutPrompt.suspected(sent, reply.usage().prompt(), card().contextTokens())) {
                return Optional.empty();
            }
            return Optional.of(new ModelAnswer.PromptCut(
                    TokenEstimate.atLeast(sent),
                    reply.usage().prompt(),
                    provider.windowAdvice(),
                    facts.prices().cost(reply.usage())));
        }

        private static long length(Reply reply) {
            return ((Message) reply.asMessage()).wholeText().length();
        }
    }
}
