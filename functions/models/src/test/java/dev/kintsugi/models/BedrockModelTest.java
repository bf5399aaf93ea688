package dev.kintsugi.models;

import dev.kintsugi.models.bedrock.BedrockModel;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class BedrockModelTest extends CodingModelContract {
    static final String MODEL = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";

    @Override
    ScriptedModel scripted(Timeouts timeouts) {
        return new ScriptedServer(new BedrockDialect(), server -> open(server, MODEL, timeouts));
    }

    static CarefulModel open(ScriptedHttp server, String modelId, Timeouts timeouts) {
        return new CarefulModel(
                new BedrockModel(
                        modelId,
                        BedrockModel.client(
                                Region.EU_CENTRAL_1,
                                Optional.of(server.address()),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDEXAMPLE", "very-secret-key")),
                                timeouts)),
                Requests.FACTS,
                ScriptedServer.NO_WAITING);
    }
}
