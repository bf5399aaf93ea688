package dev.kintsugi.cli.api;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** How a request shows who sends it: a deployed stack asks for a signature or a token, a cloud on loopback for nothing. */
sealed interface Authorization {
    /** The token of a stack that asks for JWTs. */
    String TOKEN = "KINTSUGI_TOKEN";

    /** Adds what the request needs besides its body. */
    void add(HttpRequest.Builder request, String method, URI address, String body);

    /** What this address asks for: a token where one is given, a signature at API Gateway, else nothing. */
    static Authorization of(URI endpoint, Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN, "");
        if (!token.isBlank()) {
            return new Token(token.strip());
        }
        Matcher gateway = Signature.GATEWAY.matcher(String.valueOf(endpoint.getHost()));
        return gateway.matches()
                ? new Signature(
                        gateway.group(1), DefaultCredentialsProvider.builder().build())
                : new Nothing();
    }

    /** Nobody asks. */
    record Nothing() implements Authorization {
        @Override
        public void add(HttpRequest.Builder request, String method, URI address, String body) {}
    }

    /** A JWT, as it is. */
    record Token(String token) implements Authorization {
        @Override
        public void add(HttpRequest.Builder request, String method, URI address, String body) {
            request.header("Authorization", "Bearer " + token);
        }

        @Override
        public String toString() {
            return "a token";
        }
    }

    /** A signature of version 4 with the credentials that AWS's own clients would use. */
    record Signature(String region, AwsCredentialsProvider credentials) implements Authorization {
        static final Pattern GATEWAY =
                Pattern.compile("[a-z0-9-]+\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

        private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

        @Override
        public void add(HttpRequest.Builder request, String method, URI address, String body) {
            SdkHttpRequest unsigned = SdkHttpRequest.builder()
                    .method(SdkHttpMethod.fromValue(method))
                    .uri(address)
                    .build();
            AwsCredentialsIdentity identity = identity();
            SIGNER.sign(sign -> sign.identity(identity)
                            .request(unsigned)
                            .payload(ContentStreamProvider.fromUtf8String(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                    .request()
                    .forEachHeader((name, values) -> values.stream()
                            .filter(value -> !name.equalsIgnoreCase("Host"))
                            .forEach(value -> request.header(name, value)));
        }

        private AwsCredentialsIdentity identity() {
            try {
                return credentials.resolveCredentials();
            } catch (SdkClientException none) {
                throw ApiRefusal.unanswered(
                        "no AWS credentials were found: sign in (aws sso login, aws configure), or set AWS_PROFILE; a stack"
                                + " that asks for JWTs takes one from " + TOKEN);
            }
        }
    }
}
