package dev.kintsugi.models;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.models.bedrock.BedrockModel;
import dev.kintsugi.models.command.CommandModel;
import dev.kintsugi.models.openai.Endpoint;
import dev.kintsugi.models.openai.OpenAiModel;
import dev.kintsugi.models.recorded.RecordedModel;
import dev.kintsugi.models.recorded.RecordingProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Opens the model that a specification means.
 *
 * <p>From the environment: {@code KINTSUGI_API_KEY} (any OpenAI-compatible server), {@code OPENAI_API_KEY} (OpenAI's own
 * only), {@code KINTSUGI_PRICE_TABLE} (prices laid over the delivered ones), {@code KINTSUGI_PRICES} (a file of such), {@code KINTSUGI_MODEL_TIMEOUT}, {@code AWS_REGION},
 * {@code AWS_ENDPOINT_URL_BEDROCK_RUNTIME}.
 */
public final class Models implements ModelCatalog {
    /** How long one call may take, in seconds: for servers that are slower or should be given up sooner than usual. */
    public static final String CALL_SECONDS = "KINTSUGI_MODEL_TIMEOUT";

    /** A price table's file at most, in bytes. */
    private static final long MAX_TABLE_BYTES = 1_000_000;

    private final Map<String, String> environment;
    private final Timeouts timeouts;
    private final Waiting waiting;

    public Models(Map<String, String> environment, Timeouts timeouts, Waiting waiting) {
        this.environment = Map.copyOf(environment);
        this.timeouts = timeouts;
        this.waiting = waiting;
    }

    /** The same models, with no call longer than this. */
    public Models givingUpAfter(Duration total) {
        return new Models(environment, timeouts.withTotal(total), waiting);
    }

    /** With real time and chance. */
    public static Models from(Map<String, String> environment) {
        return from(environment, Patience.USUAL);
    }

    /** With real time and chance, and as much patience with models that are not available. */
    public static Models from(Map<String, String> environment, Patience patience) {
        return new Models(
                environment,
                Timeouts.USUAL,
                new Waiting(
                        patience,
                        InstantSource.system(),
                        Pause.REAL,
                        () -> ThreadLocalRandom.current().nextDouble()));
    }

    @Override
    public CodingModel open(String spec, OptionalInt contextTokens) {
        return open(ModelSpec.parse(spec), contextTokens);
    }

    /**
     * The model, ready to be asked.
     *
     * @param contextTokens the window as the project sets it
     * @throws IllegalArgumentException with one sentence, when there can be no such model
     */
    public CodingModel open(ModelSpec spec, OptionalInt contextTokens) {
        return open(spec, contextTokens, UnaryOperator.identity());
    }

    /**
     * The same, with every reply written into a folder that {@code recorded:} plays.
     *
     * @throws IllegalArgumentException with one sentence, when there can be no such model or folder
     */
    public CodingModel recording(ModelSpec spec, OptionalInt contextTokens, Path folder) {
        return open(spec, contextTokens, provider -> new RecordingProvider(provider, folder));
    }

    private CodingModel open(ModelSpec spec, OptionalInt contextTokens, UnaryOperator<Provider> around) {
        return switch (spec) {
            case ModelSpec.Recorded recorded ->
                careful(around.apply(new RecordedModel(recorded.folder())), table().ofRecorded(), contextTokens);
            case ModelSpec.Command command -> {
                if (environment.containsKey("AWS_LAMBDA_FUNCTION_NAME")) {
                    throw new IllegalArgumentException(
                            "command: runs a program on a laptop, and there is none on AWS: name another model");
                }
                CommandModel model = new CommandModel(command.command(), environment, timeouts());
                yield careful(around.apply(model), table().ofOwn(model.name()), contextTokens);
            }
            case ModelSpec.OpenAi openAi -> {
                OpenAiModel model =
                        new OpenAiModel(openAi.endpoint(), openAi.model(), key(openAi.endpoint()), timeouts());
                ModelTable table = table();
                yield careful(
                        around.apply(model),
                        openAi.endpoint().isPaid() ? table.ofCharged(openAi.model()) : table.ofOwn(openAi.model()),
                        contextTokens);
            }
            case ModelSpec.Bedrock bedrock ->
                careful(
                        around.apply(new BedrockModel(
                                bedrock.modelId(),
                                BedrockModel.client(
                                        region(),
                                        bedrockAddress(),
                                        DefaultCredentialsProvider.builder().build(),
                                        timeouts()))),
                        table().ofCharged(bedrock.modelId()),
                        contextTokens);
        };
    }

    private Timeouts timeouts() {
        String seconds = environment.getOrDefault(CALL_SECONDS, "").strip();
        if (seconds.isEmpty()) {
            return timeouts;
        }
        long most = Timeouts.USUAL.total().toSeconds();
        if (!seconds.matches("\\d{1,4}") || Long.parseLong(seconds) < 1 || Long.parseLong(seconds) > most) {
            throw new IllegalArgumentException(
                    "%s: expected 1 to %d seconds, found '%s'".formatted(CALL_SECONDS, most, seconds));
        }
        return timeouts.withTotal(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private CodingModel careful(Provider provider, ModelFacts facts, OptionalInt contextTokens) {
        return new CarefulModel(provider, facts.withContextTokens(contextTokens), waiting);
    }

    private @Nullable Secret key(Endpoint endpoint) {
        String ours = environment.getOrDefault("KINTSUGI_API_KEY", "");
        if (!ours.isBlank()) {
            return new Secret(ours);
        }
        // A key that is meant for OpenAI goes to OpenAI and to nobody else who happens to speak its protocol.
        String openAi = environment.getOrDefault("OPENAI_API_KEY", "");
        return endpoint.isOpenAi() && !openAi.isBlank() ? new Secret(openAi) : null;
    }

    private Region region() {
        String region = environment.getOrDefault("AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", ""));
        if (region.isBlank()) {
            throw new IllegalArgumentException("bedrock: set AWS_REGION to the region whose Bedrock is to be asked");
        }
        return Region.of(region);
    }

    private Optional<URI> bedrockAddress() {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_BEDROCK_RUNTIME"))
                .filter(address -> !address.isBlank())
                .map(URI::create);
    }

    private ModelTable table() {
        String said = environment.getOrDefault("KINTSUGI_PRICE_TABLE", "");
        ModelTable known =
                said.isBlank() ? ModelTable.delivered() : ModelTable.delivered().with(ModelTable.parse(said));
        String file = environment.getOrDefault("KINTSUGI_PRICES", "");
        if (file.isBlank()) {
            return known;
        }
        try {
            if (Files.size(Path.of(file)) > MAX_TABLE_BYTES) {
                throw new IllegalArgumentException(
                        "KINTSUGI_PRICES: %s is larger than %d bytes".formatted(file, MAX_TABLE_BYTES));
            }
            return known.with(ModelTable.parse(Files.readString(Path.of(file))));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("KINTSUGI_PRICES: %s cannot be read".formatted(file), unreadable);
        }
    }
}
