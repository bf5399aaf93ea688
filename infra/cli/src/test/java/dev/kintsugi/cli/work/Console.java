package dev.kintsugi.cli.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Somebody at the Step Functions console, who knows nothing of Kintsugi: speaks AWS's own protocol. */
record Console(URI endpoint) {
    /** Presses Redrive. */
    void redrive(String execution) throws IOException, InterruptedException {
        say("RedriveExecution", execution);
    }

    /** The error that a failed execution shows; empty for one that did not fail. */
    String errorOf(String execution) throws IOException, InterruptedException {
        JsonNode shown = say("DescribeExecution", execution);
        return shown.path("status").asText().equals("FAILED")
                ? shown.path("error").asText()
                : "";
    }

    private JsonNode say(String action, String execution) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AWSStepFunctions." + action)
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonMapper().writeValueAsString(Map.of("executionArn", execution))))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new JsonMapper().readTree(answer.body());
        }
    }
}
