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
 * its own runner listens to the whole network and reports home.
 */
public final class DynamoDbLocal implements AutoCloseable {
    /** Its emulated service sends nothing, but its parts ask this before they would. */
    private static final String TELEMETRY_SWITCH = "DDB_LOCAL_TELEMETRY";

    private final Server server;

    private DynamoDbLocal(Server server) {
        this.server = server;
    }

    public static DynamoDbLocal start() throws Exception {
        System.setProperty(TELEMETRY_SWITCH, "0");
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(
                new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), null));
        server.start();
        DynamoDbLocal local = new DynamoDbLocal(server);
        local.createTables();
        return local;
    }

    public URI endpoint() {
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
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
        return "kintsugi-" + table.logicalName();
    }

    private void createTables() {
        try (DynamoDbClient client = client()) {
            for (Table table : Table.values()) {
                client.createTable(request -> request.tableName(name(table))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(element(Item.PARTITION_KEY, KeyType.HASH), element(Item.SORT_KEY, KeyType.RANGE))
                        .attributeDefinitions(text(Item.PARTITION_KEY), text(Item.SORT_KEY)));
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
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local did not stop.", failure);
        }
    }

    /** Clients of an emulator, which takes any credentials. */
    public static AwsClients clients(URI endpoint, SdkHttpClient http) {
        return new AwsClients(
                Region.EU_WEST_1,
                http,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("kintsugi", "kintsugi")),
                Optional.of(endpoint));
    }
}
