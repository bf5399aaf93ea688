package dev.kintsugi.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every limit of a request just below, at and just above it. */
class RequestLimitsTest {
    private static final String MACHINE = ScriptedEngine.machineArn("m");
    private static final String EXECUTION = MACHINE.replace(":stateMachine:", ":execution:") + ":e";
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";

    private final StepFunctionsApi api =
            new StepFunctionsApi(new ScriptedEngine(), InstantSource.fixed(ScriptedEngine.NOW));

    @BeforeEach
    void a_machine() {
        ApiCall.to(
                api, "CreateStateMachine", "{\"name\":\"m\",\"definition\":\"{}\",\"roleArn\":\"%s\"}".formatted(ROLE));
    }

    private String lengthComplaint(String action, String members, String member, String value) {
        ApiCall answer = ApiCall.to(api, action, "{%s\"%s\":\"%s\"}".formatted(members, member, value));
        return answer.message().contains("'" + member + "' failed to satisfy constraint: Member must have ")
                ? "refused"
                : "taken";
    }

    @ParameterizedTest
    @CsvSource({
        "StartExecution,machine,name,80",
        "StopExecution,execution,error,256",
        "StopExecution,execution,cause,32768",
        "RedriveExecution,execution,clientToken,64",
        "SendTaskFailure,token,error,256",
        "SendTaskFailure,token,cause,32768",
        "SendTaskHeartbeat,nothing,taskToken,2048",
        "ListExecutions,machine,nextToken,3096",
        "ListStateMachines,nothing,nextToken,1024",
        "GetExecutionHistory,execution,nextToken,1024",
    })
    void characters(String action, String of, String member, int limit) {
        String members = switch (of) {
            case "machine" -> "\"stateMachineArn\":\"" + MACHINE + "\",";
            case "execution" -> "\"executionArn\":\"" + EXECUTION + "\",";
            case "token" -> "\"taskToken\":\"t\",";
            default -> "";
        };
        assertThat(lengthComplaint(action, members, member, "x".repeat(limit - 1)))
                .isEqualTo("taken");
        assertThat(lengthComplaint(action, members, member, "x".repeat(limit))).isEqualTo("taken");
        assertThat(lengthComplaint(action, members, member, "x".repeat(limit + 1)))
                .isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource({
        "StartExecution,input,262143,true",
        "StartExecution,input,262144,true",
        "StartExecution,input,262145,false",
        "SendTaskSuccess,output,262143,true",
        "SendTaskSuccess,output,262144,true",
        "SendTaskSuccess,output,262145,false",
        "ValidateStateMachineDefinition,definition,1048575,true",
        "ValidateStateMachineDefinition,definition,1048576,true",
        "ValidateStateMachineDefinition,definition,1048577,false",
    })
    void bytes(String action, String member, int bytes, boolean taken) {
        String members = "\"stateMachineArn\":\"" + MACHINE + "\",\"taskToken\":\"t\",";
        String value = "1".repeat(bytes);
        assertThat(lengthComplaint(action, members, member, value)).isEqualTo(taken ? "taken" : "refused");
    }

    @ParameterizedTest
    @CsvSource({"-1,400", "0,200", "1,200", "999,200", "1000,200", "1001,400"})
    void items_of_a_page(int items, int status) {
        assertThat(ApiCall.to(api, "ListStateMachines", "{\"maxResults\":%d}".formatted(items))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"49,200", "50,200", "51,400"})
    void tags_of_a_machine(int tags, int status) {
        StringBuilder list = new StringBuilder("{\"key\":\"k0\",\"value\":\"v\"}");
        for (int i = 1; i < tags; i++) {
            list.append(",{\"key\":\"k").append(i).append("\",\"value\":\"v\"}");
        }
        assertThat(ApiCall.to(api, "TagResource", "{\"resourceArn\":\"%s\",\"tags\":[%s]}".formatted(MACHINE, list))
                        .status())
                .isEqualTo(status);
    }
}
