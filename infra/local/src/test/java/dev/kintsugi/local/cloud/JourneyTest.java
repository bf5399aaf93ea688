package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** From a submission over the API to a merged branch in a real repository, and what AWS clients see of it. */
class JourneyTest {
    @TempDir
    Path place;

    private GitRepository repository;
    private Path replies;

    @BeforeEach
    void repository() throws Exception {
        repository = Story.repository(place.resolve("repository"));
        replies = Story.replies(place.resolve("replies"));
    }

    @Test
    void two_tasks_are_submitted_worked_on_checked_reviewed_and_landed() throws Exception {
        try (EmbeddedCloud cloud = EmbeddedCloud.open(place.resolve("data"), Options.usual())) {
            assertThatTheStoryEndsWell(cloud.api(), cloud.endpoint());
        }
    }

    @Test
    void the_same_happens_over_the_adapters_for_aws() throws Exception {
        try (EmulatedServices services = EmulatedServices.start();
                EmulatedAws cloud = EmulatedAws.open(place.resolve("data"), services, Options.usual())) {
            assertThatTheStoryEndsWell(cloud.api(), cloud.endpoint());
        }
    }

    private void assertThatTheStoryEndsWell(LocalApi api, URI endpoint) throws Exception {
        String project = Story.post(api, "/projects", Story.submission(Story.PLAN, repository, replies))
                .path("id")
                .asText();
        JsonNode over = Story.over(api, project);
        assertThat(over.path("status").asText())
                .as(() -> over + "\n" + events(api, project))
                .isEqualTo("completed");
        assertThat(repository.show("kintsugi/" + project + "/main", "hello.txt"))
                .isEqualTo("hello world\nfrom Kintsugi\n");
        assertThat(repository.git("log", "--format=%s", "main")).isEqualTo("The beginning\n");
        assertSeenByAwsClients(endpoint, project);
    }

    private static void assertSeenByAwsClients(URI endpoint, String project) {
        try (SfnClient client = SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build()) {
            String machine = client.listStateMachines().stateMachines().stream()
                    .filter(listed -> listed.name().equals("kintsugi-job"))
                    .findFirst()
                    .orElseThrow()
                    .stateMachineArn();
            assertThat(client.listExecutions(request -> request.stateMachineArn(machine))
                            .executions())
                    .extracting(execution -> execution.name())
                    .containsExactly(project + "_sign_1", project + "_greet_1");
            String execution = machine.replace(":stateMachine:", ":execution:") + ":" + project + "_greet_1";
            assertThat(client.describeExecution(request -> request.executionArn(execution))
                            .status())
                    .isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(
                            client
                                    .getExecutionHistory(request ->
                                            request.executionArn(execution).maxResults(1_000))
                                    .events()
                                    .stream()
                                    .filter(JourneyTest::isEntered)
                                    .map(event ->
                                            event.stateEnteredEventDetails().name()))
                    .containsExactly(
                            "Begin",
                            "Execute",
                            "Executed?",
                            "Check",
                            "Review",
                            "Reviewed?",
                            "Land",
                            "Landed?",
                            "Settle",
                            "Settled?",
                            "Passed");
        }
    }

    private static boolean isEntered(HistoryEvent event) {
        return switch (event.type()) {
            case TASK_STATE_ENTERED, CHOICE_STATE_ENTERED, SUCCEED_STATE_ENTERED -> true;
            default -> false;
        };
    }

    private static String events(LocalApi api, String project) {
        try {
            return Story.get(api, "/projects/" + project + "/events").toString();
        } catch (Exception unreadable) {
            return unreadable.toString();
        }
    }
}
