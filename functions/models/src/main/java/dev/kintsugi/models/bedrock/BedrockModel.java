package dev.kintsugi.models.bedrock;

import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.models.Provider;
import dev.kintsugi.models.ProviderReply;
import dev.kintsugi.models.Timeouts;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A model on Amazon Bedrock. The SDK does not retry by itself: how long overload is waited out is decided once, for all. */
public final class BedrockModel implements Provider {
    private final String modelId;
    private final BedrockRuntimeClient client;
    private final AtomicBoolean refusesTools = new AtomicBoolean();
    private final AtomicBoolean refusesCachePoints = new AtomicBoolean();

    public BedrockModel(String modelId, BedrockRuntimeClient client) {
        this.modelId = modelId;
        this.client = client;
    }

    /** A client with an end to everything. */
    public static BedrockRuntimeClient client(
            Region region, Optional<URI> endpoint, AwsCredentialsProvider credentials, Timeouts timeouts) {
        return BedrockRuntimeClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .applyMutation(builder -> endpoint.ifPresent(builder::endpointOverride))
                // The reply comes in one piece when it is done, so silence before it is as long as the whole.
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeouts.connect())
                        .socketTimeout(timeouts.total()))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new BoundedResponse())
                        .apiCallTimeout(timeouts.total())
                        .apiCallAttemptTimeout(timeouts.total()))
                .build();
    }

    @Override
    public String name() {
        return modelId;
    }

    @Override
    public String windowAdvice() {
        return "Set context_tokens in the project to the model's window, or choose a model with a larger one.";
    }

    @Override
    public ProviderReply send(ModelRequest request, int part) {
        ModelRequest sent = refusesTools.get() ? request.withoutTools() : request;
        PromptCache cache = refusesCachePoints.get() ? PromptCache.NOWHERE : PromptCache.of(modelId);
        try {
            return ConverseReplies.of(client.converse(new ConverseRequests(modelId, cache).of(sent)), sent);
        } catch (SdkException fault) {
            return mayAskOtherwise(fault, sent, cache) ? send(request, part) : BedrockFaults.of(fault);
        }
    }

    private boolean mayAskOtherwise(SdkException fault, ModelRequest sent, PromptCache cache) {
        if (cache.inMessages() && BedrockFaults.refusesCachePoints(fault)) {
            return !refusesCachePoints.getAndSet(true);
        }
        return !sent.toolbox().isEmpty() && BedrockFaults.refusesTools(fault) && !refusesTools.getAndSet(true);
    }
}
