package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCloudTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @Test
    void an_empty_cloud_lists_no_projects_by_call_and_over_http() throws Exception {
        try (EmbeddedCloud cloud = EmbeddedCloud.open(data, Options.usual())) {
            ApiResponse called = cloud.api().call("GET", "/projects", Map.of(), "");
            assertThat(called.status()).isEqualTo(200);
            assertThat(called.body()).isEqualTo("{\"projects\":[]}");
            HttpResponse<String> answered = get(cloud.endpoint().resolve("/projects"));
            assertThat(answered.statusCode()).isEqualTo(200);
            assertThat(answered.body()).isEqualTo(called.body());
        }
    }

    @Test
    void a_function_is_invoked_on_the_port_in_lambdas_own_protocol() throws Exception {
        try (EmbeddedCloud cloud = EmbeddedCloud.open(data, Options.usual())) {
            HttpRequest invoke = HttpRequest.newBuilder(
                            cloud.endpoint().resolve("/2015-03-31/functions/ApiFunction/invocations"))
                    .POST(
                            HttpRequest.BodyPublishers.ofString(
                                    "{\"httpMethod\": \"GET\", \"path\": \"/summary\", \"resource\": \"/summary\", \"headers\": {}}"))
                    .build();

            HttpResponse<String> answer = HTTP.send(invoke, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Amz-Executed-Version")).contains("$LATEST");
            assertThat(answer.body()).contains("\"statusCode\":200").contains("Total: 0");
        }
    }

    @Test
    void the_page_at_the_root_is_for_people() throws Exception {
        try (EmbeddedCloud cloud = EmbeddedCloud.open(data, Options.usual())) {
            HttpResponse<String> page = get(cloud.endpoint().resolve("/"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
            assertThat(page.body()).contains("No project yet");
        }
    }

    @Test
    void a_second_cloud_in_the_same_folder_is_told_who_has_it() {
        try (EmbeddedCloud first = EmbeddedCloud.open(data, Options.usual())) {
            assertThat(EmbeddedCloud.runningAt(data)).contains(first.endpoint());
            assertThatThrownBy(() -> EmbeddedCloud.open(data, Options.usual()))
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
        assertThat(EmbeddedCloud.runningAt(data)).isEmpty();
        EmbeddedCloud.open(data, Options.usual()).close();
    }

    @Test
    void a_port_that_is_taken_is_one_clear_sentence(@TempDir Path other) {
        try (EmbeddedCloud first = EmbeddedCloud.open(data, Options.usual())) {
            int port = first.endpoint().getPort();
            assertThatThrownBy(() -> EmbeddedCloud.open(other, Options.usual().onPort(port)))
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessage("Port %d is taken; stop who listens there or choose another port", port);
        }
        EmbeddedCloud.open(other, Options.usual()).close();
    }

    @Test
    void a_page_of_somebody_else_may_not_speak_to_it() throws Exception {
        try (EmbeddedCloud cloud = EmbeddedCloud.open(data, Options.usual())) {
            HttpRequest request = HttpRequest.newBuilder(cloud.endpoint().resolve("/projects"))
                    .header("Origin", "https://example.org")
                    .build();
            assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(403);
        }
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
