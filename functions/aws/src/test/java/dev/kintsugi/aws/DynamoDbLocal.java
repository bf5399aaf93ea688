package dev.kintsugi.aws;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Table;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in this process, on a port of its own on loopback, with our four tables. Built from its parts, because
 * its own runner listens to the whole network and reports home. With {@code -Daws.endpoint=URL} it is not started, and the
 * other side is whoever answers there: moto, LocalStack, or AWS itself with credentials from the environment.
 */
public final class DynamoDbLocal implements AutoCloseable {
    /** Its emulated service sends nothing, but its parts ask this before they would. */
    private static final String TELEMETRY_SWITCH = "DDB_LOCAL_TELEMETRY";

    /** Whom the tests talk to instead, if anybody. */
    private static final Optional<URI> ELSEWHERE =
            Optional.ofNullable(System.getProperty("aws.endpoint")).map(URI::create);

    /** Tables elsewhere are of this run only. */
    private static final String PREFIX = ELSEWHERE.isEmpty()
            ? "kintsugi-"
            : "kintsugi-test-" + ProcessHandle.current().pid() + "-";

    private final Optional<Server> server;

    private DynamoDbLocal(Optional<Server> server) {
        this.server = server;
    }

    public static DynamoDbLocal start() throws Exception {
        if (ELSEWHERE.isPresent()) {
            DynamoDbLocal other = new DynamoDbLocal(Optional.empty());
            other.createTables();
            return other;
        }
        System.setProperty(TELEMETRY_SWITCH, "0");
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(
                new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), null));
        server.start();
        DynamoDbLocal local = new DynamoDbLocal(Optional.of(server));
        local.createTables();
        return local;
    }

    public URI endpoint() {
        return server.map(here -> (ServerConnector) here.getConnectors()[0])
                .map(connector -> URI.create("http://127.0.0.1:" + connector.getLocalPort()))
                .or(() -> ELSEWHERE)
                .orElseThrow();
    }

    public DynamoDbClient client() {
        return client(UnaryOperator.identity());
    }

    /** A client through an HTTP client that a test has tampered with. */
    public DynamoDbClient client(UnaryOperator<SdkHttpClient> tampering) {
        return clients(endpoint(), tampering.apply(AwsClients.lightHttp())).dynamoDb();
    }

    public static TableNames tables() {
        return new TableNames(
                Arrays.stream(Table.values()).collect(Collectors.toMap(table -> table, DynamoDbLocal::name)));
    }

    private static String name(Table table) {
        return PREFIX + table.logicalName();
    }

    private void createTables() {
        try (DynamoDbClient client = client()) {
            for (Table table : Table.values()) {
                client.createTable(request -> request.tableName(name(table))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(element(Item.PARTITION_KEY, KeyType.HASH), element(Item.SORT_KEY, KeyType.RANGE))
                        .attributeDefinitions(text(Item.PARTITION_KEY), text(Item.SORT_KEY)));
                client.waiter().waitUntilTableExists(request -> request.tableName(name(table)));
            }
        }
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    @Override
    public void close() {
        if (server.isEmpty()) {
            try (DynamoDbClient client = client()) {
                Arrays.stream(Table.values())
                        .forEach(table -> client.deleteTable(request -> request.tableName(name(table))));
            }
            return;
        }
        try {
            server.get().stop();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local did not stop.", failure);
        }
    }

    /** Clients of an emulator, which takes any credentials. */
    public static AwsClients clients(URI endpoint, SdkHttpClient http) {
        return new AwsClients(
                Region.of(System.getenv().getOrDefault("AWS_REGION", "eu-west-1")),
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        System.getenv().getOrDefault("AWS_ACCESS_KEY_ID", "kintsugi"),
                        System.getenv().getOrDefault("AWS_SECRET_ACCESS_KEY", "kintsugi"))),
                Optional.of(endpoint));
    }
}
