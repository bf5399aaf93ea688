package dev.kintsugi.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.http.Request;
import dev.kintsugi.engine.http.RequestHead;
import dev.kintsugi.engine.http.Response;
import java.math.BigInteger;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileRequestsTest {
    private static final int REQUESTS = 20_000;

    private static final List<String> ACTIONS = List.of(
            "CreateStateMachine",
            "UpdateStateMachine",
            "DescribeStateMachine",
            "DescribeStateMachineForExecution",
            "DeleteStateMachine",
            "ListStateMachines",
            "ValidateStateMachineDefinition",
            "StartExecution",
            "StartSyncExecution",
            "DescribeExecution",
            "ListExecutions",
            "StopExecution",
            "RedriveExecution",
            "GetExecutionHistory",
            "SendTaskSuccess",
            "SendTaskFailure",
            "SendTaskHeartbeat",
            "TagResource",
            "UntagResource",
            "ListTagsForResource");

    private static final List<String> MEMBERS = List.of(
            "name",
            "definition",
            "roleArn",
            "type",
            "tags",
            "key",
            "value",
            "tagKeys",
            "resourceArn",
            "loggingConfiguration",
            "level",
            "destinations",
            "cloudWatchLogsLogGroup",
            "logGroupArn",
            "tracingConfiguration",
            "enabled",
            "encryptionConfiguration",
            "publish",
            "versionDescription",
            "stateMachineArn",
            "executionArn",
            "mapRunArn",
            "input",
            "includedData",
            "statusFilter",
            "redriveFilter",
            "maxResults",
            "nextToken",
            "reverseOrder",
            "includeExecutionData",
            "taskToken",
            "output",
            "error",
            "cause",
            "clientToken",
            "traceHeader",
            "severity");

    private static final List<String> TEXTS = List.of(
            "",
            "m",
            "arn",
            "arn:aws:states:::::::",
            ScriptedEngine.machineArn("m"),
            ScriptedEngine.executionArn("m", "run"),
            "arn:aws:iam::123456789012:role/r",
            "\ud800",
            "\u0000",
            "OFF",
            "STANDARD",
            "ALL_DATA",
            "e30",
            "bnVsbA",
            "x".repeat(3_000));

    @Test
    void nothing_that_is_sent_is_ever_more_than_refused() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        StepFunctionsApi api = new StepFunctionsApi(new ScriptedEngine(), InstantSource.fixed(ScriptedEngine.NOW));
        for (int i = 0; i < REQUESTS; i++) {
            String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
            ObjectNode body = object(random, 3);
            RequestHead head = new RequestHead(
                    "POST", URI.create("/"), Map.of("X-Amz-Target", List.of("AWSStepFunctions." + action)));

            Response response = api.answer(new Request(head, Json.bytes(body)));

            assertThat(response.status())
                    .as("seed %d: %s %s", seed, action, body)
                    .isIn(200, 400);
        }
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = Json.object();
        int members = random.nextInt(8);
        for (int i = 0; i < members; i++) {
            put(object, MEMBERS.get(random.nextInt(MEMBERS.size())), random, depth);
        }
        return object;
    }

    private static void put(ObjectNode object, String member, Random random, int depth) {
        switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> object.putNull(member);
            case 1 -> object.put(member, random.nextBoolean());
            case 2 -> object.put(member, random.nextInt());
            case 3 -> object.put(member, random.nextDouble());
            case 4 -> object.put(member, new BigInteger(200, random));
            case 5, 6 -> object.put(member, TEXTS.get(random.nextInt(TEXTS.size())));
            case 7 -> object.set(member, object(random, depth - 1));
            default -> {
                ArrayNode list = object.putArray(member);
                for (int i = random.nextInt(3); i > 0; i--) {
                    if (random.nextBoolean()) {
                        list.add(TEXTS.get(random.nextInt(TEXTS.size())));
                    } else {
                        list.add(object(random, depth - 1));
                    }
                }
            }
        }
    }
}
