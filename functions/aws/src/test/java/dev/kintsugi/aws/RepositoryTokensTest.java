package dev.kintsugi.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.workspace.WorkspaceFault;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

class RepositoryTokensTest {
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    private RepositoryTokens over(SdkHttpClient http) {
        AwsClients clients = new AwsClients(
                Region.EU_WEST_1,
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")),
                Optional.empty());
        return new RepositoryTokens(clients.secrets(), "arn:secret", () -> now);
    }

    private RepositoryTokens holding(String secret) {
        String body = new ObjectMapper()
                .createObjectNode()
                .put("SecretString", secret)
                .toString();
        return over(CannedHttp.answering(200, body));
    }

    @Test
    void a_plain_secret_is_the_token_of_every_host() {
        assertThat(holding("ghp_abc\n").of("github.com")).contains("ghp_abc");
        assertThat(holding(" ").of("github.com")).isEmpty();
    }

    @Test
    void a_json_secret_names_the_token_of_each_host() {
        RepositoryTokens tokens = holding("{\"github.com\": \"one\", \"git.example.org\": \"two\"}");
        assertThat(tokens.of("GitHub.com")).contains("one");
        assertThat(tokens.of("git.example.org")).contains("two");
        assertThat(tokens.of("elsewhere.org")).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_told_without_quoting_it() {
        assertThatThrownBy(() -> holding("{\"github.com\": ghp_abc").of("github.com"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret arn:secret is neither a token nor JSON from host to token")
                .hasNoCause();
        assertThatThrownBy(() -> over(CannedHttp.answering(200, "{\"SecretBinary\": \"AAAA\"}"))
                        .of("github.com"))
                .hasMessage("the secret arn:secret holds bytes and no text");
    }

    @Test
    void a_service_that_does_not_answer_passes() {
        assertThatThrownBy(() -> over(CannedHttp.breaking()).of("github.com"))
                .isInstanceOf(WorkspaceFault.Passing.class);
    }

    @Test
    void a_token_is_kept_for_five_minutes_and_then_asked_for_again() {
        AtomicInteger asked = new AtomicInteger();
        SdkHttpClient http = CannedHttp.answering(200, "{\"SecretString\": \"token\"}");
        RepositoryTokens tokens = over(new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                asked.incrementAndGet();
                return http.prepareRequest(request);
            }

            @Override
            public void close() {}
        });
        tokens.of("a");
        now = now.plus(RepositoryTokens.KEPT);
        tokens.of("b");
        assertThat(asked).hasValue(1);
        now = now.plusMillis(1);
        tokens.of("b");
        assertThat(asked).hasValue(2);
    }
}
