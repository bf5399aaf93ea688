package dev.kintsugi.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class AuthorizationTest {
    private static final URI GATEWAY = URI.create("https://a1b2c3.execute-api.eu-west-1.amazonaws.com/v1");
    private static final String SECRET = "a secret that nobody has";
    private static final Authorization SIGNATURE = new Authorization.Signature(
            "eu-west-1", StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", SECRET)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:4577",
                "https://kintsugi.example.com",
                "https://a.execute-api.eu-west-1.amazonaws.com.example.com"
            })
    void who_asks_for_nothing_gets_nothing(String endpoint) {
        assertThat(Authorization.of(URI.create(endpoint), Map.of())).isInstanceOf(Authorization.Nothing.class);
    }

    @Test
    void the_gateway_of_a_region_gets_a_signature_for_that_region() {
        assertThat(Authorization.of(GATEWAY, Map.of()))
                .isInstanceOfSatisfying(
                        Authorization.Signature.class,
                        signature -> assertThat(signature.region()).isEqualTo("eu-west-1"));
    }

    @Test
    void a_token_that_is_given_is_sent_and_never_shown() {
        Authorization token = Authorization.of(GATEWAY, Map.of(Authorization.TOKEN, " abc.def.ghi "));
        HttpRequest.Builder request = HttpRequest.newBuilder(GATEWAY);

        token.add(request, "GET", GATEWAY, "");

        assertThat(request.build().headers().firstValue("Authorization")).hasValue("Bearer abc.def.ghi");
        assertThat(token.toString()).doesNotContain("abc");
    }

    @Test
    void the_signature_is_the_one_that_the_rules_of_version_4_give() throws Exception {
        URI address = URI.create(GATEWAY + "/projects?after=x%2Fy&most=20");
        HttpRequest.Builder building = HttpRequest.newBuilder(address);

        SIGNATURE.add(building, "POST", address, "{\"a\":1}");

        HttpRequest request = building.build();
        String date = request.headers().firstValue("X-Amz-Date").orElseThrow();
        String day = date.substring(0, 8);
        String scope = day + "/eu-west-1/execute-api/aws4_request";
        String canonical = String.join(
                "\n",
                "POST",
                "/v1/projects",
                "after=x%2Fy&most=20",
                "host:a1b2c3.execute-api.eu-west-1.amazonaws.com",
                "x-amz-content-sha256:" + sha256("{\"a\":1}"),
                "x-amz-date:" + date,
                "",
                "host;x-amz-content-sha256;x-amz-date",
                sha256("{\"a\":1}"));
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", date, scope, sha256(canonical));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(day, "eu-west-1", "execute-api", "aws4_request")) {
            key = hmac(key, part);
        }
        assertThat(request.headers().firstValue("Authorization"))
                .hasValue("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + scope
                        + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                        + HexFormat.of().formatHex(hmac(key, toSign)));
    }

    @Test
    void without_credentials_it_says_how_to_get_some() {
        Authorization none = new Authorization.Signature("eu-west-1", () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        });

        assertThatThrownBy(() -> none.add(HttpRequest.newBuilder(GATEWAY), "GET", GATEWAY, ""))
                .isInstanceOf(ApiRefusal.class)
                .hasMessageContaining("no AWS credentials were found")
                .hasMessageContaining(Authorization.TOKEN);
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
