package dev.kintsugi.cli.api;

import java.net.URI;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** Finds the address of a deployed stack by its name, as its template tells it. */
public final class StackEndpoint {
    /** The output of infra/template.yaml that holds the address. */
    static final String OUTPUT = "Endpoint";

    private StackEndpoint() {}

    /**
     * The address, in the Region and with the credentials that AWS's own clients would use.
     *
     * @throws ApiRefusal when there is no such stack, or nobody can tell
     */
    public static URI of(String stack) {
        try (CloudFormationClient client = CloudFormationClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return find(client, stack);
        } catch (SdkClientException unable) {
            throw ApiRefusal.unanswered("--stack %s: AWS cannot be asked: %s"
                    .formatted(stack, firstSentence(String.valueOf(unable.getMessage()))));
        }
    }

    static URI find(CloudFormationClient client, String stack) {
        try {
            return client.describeStacks(ask -> ask.stackName(stack)).stacks().stream()
                    .flatMap(found -> found.outputs().stream())
                    .filter(output -> output.outputKey().equals(OUTPUT))
                    .map(Output::outputValue)
                    .map(URI::create)
                    .findFirst()
                    .orElseThrow(() -> ApiRefusal.unanswered(
                            "--stack %s: that stack has no output %s; is it a Kintsugi stack, and is it whole?"
                                    .formatted(stack, OUTPUT)));
        } catch (CloudFormationException refused) {
            throw ApiRefusal.unanswered(
                    "--stack %s: %s".formatted(stack, refused.awsErrorDetails().errorMessage()));
        } catch (SdkClientException unable) {
            throw unable;
        } catch (SdkException broken) {
            throw ApiRefusal.unanswered("--stack %s: %s".formatted(stack, broken.getMessage()));
        }
    }

    /** What follows names every place that was looked at. */
    private static String firstSentence(String words) {
        int end = words.indexOf(": [");
        return end < 0 ? words : words.substring(0, end);
    }
}
