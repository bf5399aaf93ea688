package dev.kintsugi.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds the service clients of one function: one HTTP client for all, an explicit Region, and no retries of their
 * own, because the ports above try again in the same way whatever stands below.
 *
 * @param endpoint where the services are when they are not AWS
 */
public record AwsClients(
        Region region, SdkHttpClient http, AwsCredentialsProvider credentials, Optional<URI> endpoint) {
    /** Longer than any healthy answer takes, short enough to try again within a handler's time. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    public static AwsClients in(Region region) {
        return new AwsClients(
                region, lightHttp(), DefaultCredentialsProvider.builder().build(), Optional.empty());
    }

    /** The client that ships: the JDK's own connections, nothing to load at a cold start. */
    public static SdkHttpClient lightHttp() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(ATTEMPT_TIMEOUT)
                .build();
    }

    /** The same for a service that stands somewhere else, if an address is given. */
    public AwsClients at(Optional<URI> address) {
        return address.isEmpty() ? this : new AwsClients(region, http, credentials, address);
    }

    public DynamoDbClient dynamoDb() {
        return settled(DynamoDbClient.builder().httpClient(http)).build();
    }

    public SqsClient sqs() {
        return settled(SqsClient.builder().httpClient(http)).build();
    }

    public SfnClient stepFunctions() {
        return settled(SfnClient.builder().httpClient(http)).build();
    }

    public SecretsManagerClient secrets() {
        return settled(SecretsManagerClient.builder().httpClient(http)).build();
    }

    /** Bodies go as they are, without checksums in between: what stands in for S3 may not know those, nor hosts per bucket. */
    public S3Client s3() {
        return settled(S3Client.builder().httpClient(http))
                .forcePathStyle(endpoint.isPresent())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B settled(B builder) {
        builder.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder;
    }
}
