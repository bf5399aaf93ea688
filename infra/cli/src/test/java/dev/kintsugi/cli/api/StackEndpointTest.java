package dev.kintsugi.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class StackEndpointTest {
    private static final String OUTPUTS = """
            <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>
              <Stacks><member><StackName>team</StackName><StackStatus>CREATE_COMPLETE</StackStatus>
                <CreationTime>2026-11-21T00:00:00Z</CreationTime><Outputs>
                <member><OutputKey>Console</OutputKey><OutputValue>https://console</OutputValue></member>%s
              </Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>""";

    private HttpServer server;
    private String asked = "";
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void cloudFormation() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI found() {
        try (CloudFormationClient client = CloudFormationClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return StackEndpoint.find(client, "team");
        }
    }

    @Test
    void it_is_the_output_of_the_stack() {
        answer = OUTPUTS.formatted("<member><OutputKey>Endpoint</OutputKey><OutputValue>"
                + "https://x.execute-api.eu-west-1.amazonaws.com/v1</OutputValue></member>");

        assertThat(found()).isEqualTo(URI.create("https://x.execute-api.eu-west-1.amazonaws.com/v1"));
        assertThat(asked).contains("Action=DescribeStacks").contains("StackName=team");
    }

    @Test
    void a_stack_of_something_else_is_told_from_ours() {
        answer = OUTPUTS.formatted("");

        assertThatThrownBy(this::found)
                .isInstanceOf(ApiRefusal.class)
                .hasMessage(
                        "--stack team: that stack has no output Endpoint; is it a Kintsugi stack, and is it whole?");
    }

    @Test
    void a_stack_that_is_not_there_is_told_in_aws_s_words() {
        status = 400;
        answer = """
                <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>
                <Code>ValidationError</Code><Message>Stack with id team does not exist</Message></Error></ErrorResponse>""";

        assertThatThrownBy(this::found)
                .isInstanceOf(ApiRefusal.class)
                .hasMessage("--stack team: Stack with id team does not exist");
    }
}
