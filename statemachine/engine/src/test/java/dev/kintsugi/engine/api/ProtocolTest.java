package dev.kintsugi.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private static final String MACHINE = ScriptedEngine.machineArn("m");
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";

    private final ScriptedEngine engine = new ScriptedEngine();
    private final StepFunctionsApi api = new StepFunctionsApi(engine, InstantSource.fixed(ScriptedEngine.NOW));

    @BeforeEach
    void a_machine() {
        call("CreateStateMachine", "{\"name\":\"m\",\"definition\":\"{}\",\"roleArn\":\"%s\"}".formatted(ROLE));
    }

    @Test
    void an_answer_has_the_protocols_headers_and_times_in_seconds_with_milliseconds() {
        ApiCall described = call("DescribeStateMachine", "{\"stateMachineArn\":\"%s\"}".formatted(MACHINE));

        assertThat(described.status()).isEqualTo(200);
        assertThat(described.headers()).containsEntry("Content-Type", "application/x-amz-json-1.0");
        assertThat(described.headers().get("x-amzn-RequestId")).hasSize(36);
        assertThat(described.body().get("creationDate").decimalValue()).isEqualByComparingTo("1795248000.123");
        assertThat(described.body().get("creationDate").toString()).isEqualTo("1795248000.123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{} {}", "null", "{\"a\":1,}", "\u0000"})
    void a_body_that_is_no_json_object_is_a_serialization_error(String body) {
        ApiCall refused = call("ListStateMachines", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.type()).isEqualTo("com.amazon.coral.service#SerializationException");
    }

    @Test
    void json_nested_without_end_is_a_serialization_error() {
        assertThat(call("ListStateMachines", "{\"a\":" + "[".repeat(100_000)).type())
                .endsWith("SerializationException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StartExecution      | {"stateMachineArn": 7}
            StartExecution      | {"stateMachineArn": ["arn"]}
            StartExecution      | {"stateMachineArn": "%m", "input": {"a": 1}}
            ListStateMachines   | {"maxResults": "10"}
            ListStateMachines   | {"maxResults": 1.5}
            GetExecutionHistory | {"executionArn": "%e", "reverseOrder": "true"}
            CreateStateMachine  | {"name": "x", "definition": "{}", "roleArn": "%r", "tags": {"a": "b"}}
            CreateStateMachine  | {"name": "x", "definition": "{}", "roleArn": "%r", "tags": ["a"]}
            CreateStateMachine  | {"name": "x", "definition": "{}", "roleArn": "%r", "loggingConfiguration": 1}
            UntagResource       | {"resourceArn": "%m", "tagKeys": [1]}
            """)
    void a_member_of_the_wrong_type_is_a_serialization_error(String action, String json) {
        ApiCall refused = call(action, filled(json));

        assertThat(refused.type()).isEqualTo("com.amazon.coral.service#SerializationException");
        assertThat(refused.message()).contains("is not");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            StartExecution      | {} | 1 validation error detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null
            StartExecution      | {"stateMachineArn": null} | 1 validation error detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null
            StartExecution      | {"stateMachineArn": "%m", "name": ""} | 1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1
            ListStateMachines   | {"maxResults": 1001} | 1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000
            ListStateMachines   | {"maxResults": -1} | 1 validation error detected: Value '-1' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 0
            ListStateMachines   | {"maxResults": 99999999999} | 1 validation error detected: Value '99999999999' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000
            ListExecutions      | {"stateMachineArn": "%m", "statusFilter": "succeeded"} | 1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]
            RedriveExecution    | {"executionArn": "%e", "clientToken": "a b"} | 1 validation error detected: Value 'a b' at 'clientToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [!-~]+
            SendTaskSuccess     | {} | 2 validation errors detected: Value null at 'taskToken' failed to satisfy constraint: Member must not be null; Value at 'output' failed to satisfy constraint: Member must not be null
            TagResource         | {"resourceArn": "%m"} | 1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null
            ListExecutions      | {} | Must provide a StateMachine ARN or MapRun ARN
            CreateStateMachine  | {"name": "x", "definition": "{}", "roleArn": "%r", "publish": true} | This engine keeps no versions: leave out 'publish'
            DescribeStateMachine | {"stateMachineArn": "%m/label"} | A state machine ARN that names a Map state cannot be used here: '%m/label'
            """)
    void what_breaks_the_model_is_told_in_awss_words(String action, String json, String words) {
        ApiCall refused = call(action, filled(json));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.type()).isEqualTo("com.amazon.coral.validate#ValidationException");
        assertThat(refused.message()).isEqualTo(filled(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CreateStateMachine   | {"name": "x", "definition": "{}", "roleArn": "%r", "versionDescription": "v"} | ValidationException | Version description can only be set when publish is true
            DescribeStateMachine | {"stateMachineArn": "nonsense"} | InvalidArn | Invalid Arn: 'Invalid ARN prefix: nonsense'
            DescribeStateMachine | {"stateMachineArn": "%e"} | InvalidArn | Invalid Arn: 'Resource type not valid in this context: execution'
            DescribeExecution    | {"executionArn": "%m"} | InvalidArn | Invalid Arn: 'Resource type not valid in this context: stateMachine'
            DescribeExecution    | {"executionArn": "arn:aws:states"} | InvalidArn | Invalid Arn: 'Invalid ARN: arn:aws:states'
            DescribeExecution    | {"executionArn": "arn:aws:sqs:r:a:execution:n"} | InvalidArn | Invalid Arn: 'Service name not valid in this context: sqs'
            RedriveExecution     | {"executionArn": "arn:aws:states:r:a:express:m:n:1"} | InvalidArn | Invalid Arn: 'Resource type not valid in this context: express'
            StartExecution       | {"stateMachineArn": "x", "name": ""} | InvalidArn | Invalid Arn: 'Invalid ARN prefix: x'
            DescribeStateMachine | {"stateMachineArn": "%mm"} | StateMachineDoesNotExist | State Machine Does Not Exist: '%mm'
            DescribeExecution    | {"executionArn": "%e"} | ExecutionDoesNotExist | Execution Does Not Exist: '%e'
            ListExecutions       | {"stateMachineArn": "%mm"} | StateMachineDoesNotExist | State Machine Does Not Exist: '%mm'
            TagResource          | {"resourceArn": "%mm", "tags": []} | ResourceNotFound | Resource not found: '%mm'
            UpdateStateMachine   | {"stateMachineArn": "%m"} | MissingRequiredParameter | Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified
            StartSyncExecution   | {"stateMachineArn": "%m"} | StateMachineTypeNotSupported | This operation is not supported by this type of state machine
            CreateStateMachine   | {"name": "x", "definition": "{}", "roleArn": "me"} | InvalidArn | Invalid Role Arn: 'me'
            CreateStateMachine   | {"name": "x", "definition": "{}", "roleArn": "%r", "type": "EXPRESS"} | StateMachineTypeNotSupported | State machine type is not supported: this engine runs STANDARD ones, not EXPRESS
            CreateStateMachine   | {"name": "m", "definition": "[]", "roleArn": "%r"} | StateMachineAlreadyExists | State Machine Already Exists: '%m'
            CreateStateMachine   | {"name": "x", "definition": "{}", "roleArn": "%r", "loggingConfiguration": {"level": "ALL"}} | InvalidLoggingConfiguration | Invalid Logging Configuration: Must specify exactly one Log Destination.
            CreateStateMachine   | {"name": "x", "definition": "{}", "roleArn": "%r", "encryptionConfiguration": {"type": "CUSTOMER_MANAGED_KMS_KEY"}} | InvalidEncryptionConfiguration | Invalid Encryption Configuration: this engine has no keys of yours
            ListStateMachines    | {"nextToken": "garbage"} | InvalidToken | Invalid Token: 'Invalid token'
            ListStateMachines    | {"nextToken": "e30"} | InvalidToken | Invalid Token: 'Invalid token'
            """)
    void the_services_own_errors_have_its_namespace_and_words(String action, String json, String name, String words) {
        ApiCall refused = call(action, filled(json));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.type()).isEqualTo("com.amazonaws.swf.service.v2.model#" + name);
        assertThat(refused.message()).isEqualTo(filled(words));
    }

    @Test
    void text_that_is_too_long_is_told_unless_it_is_sensitive() {
        String name = "n".repeat(81);
        String start = "{\"stateMachineArn\":\"%s\",\"name\":\"%s\",\"input\":\"\\\"%s\\\"\"}";
        assertThat(call("StartExecution", start.formatted(MACHINE, name, "x")).message())
                .contains("Value '%s' at 'name'".formatted(name))
                .endsWith("Member must have length less than or equal to 80");
        assertThat(call("StartExecution", start.formatted(MACHINE, "n", "é".repeat(131_071)))
                        .status())
                .isEqualTo(200);
        assertThat(call("StartExecution", start.formatted(MACHINE, "n", "é".repeat(131_072)))
                        .message())
                .isEqualTo(
                        "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have size less than or equal to 262144 bytes in UTF-8 encoding");
        assertThat(call("DescribeExecution", "{\"executionArn\":\"%s\"}".formatted("a".repeat(257)))
                        .message())
                .endsWith("Member must have length less than or equal to 256");
    }

    @Test
    void actions_left_out_and_actions_unknown_are_told_apart() {
        assertThat(call("CreateActivity", "{}").type()).endsWith("UnsupportedOperationException");
        assertThat(call("CreateActivity", "{}").message()).contains("CreateActivity is not supported");
        assertThat(call("Fly", "{}").type()).isEqualTo("com.amazon.coral.service#UnknownOperationException");
        assertThat(call("", "{}").type()).endsWith("UnknownOperationException");
    }

    @Test
    void members_that_no_model_knows_are_ignored_and_an_empty_body_is_an_empty_object() {
        assertThat(call("ListStateMachines", "{\"colour\": \"gold\"}").status()).isEqualTo(200);
        assertThat(call("ListStateMachines", "").body().get("stateMachines")).hasSize(1);
    }

    private ApiCall call(String action, String json) {
        return ApiCall.to(api, action, json);
    }

    private static String filled(String text) {
        return text.replace("%mm", ScriptedEngine.machineArn("missing"))
                .replace("%m", MACHINE)
                .replace("%e", ScriptedEngine.executionArn("m", "none"))
                .replace("%r", ROLE);
    }
}
