package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineLimits;
import dev.kintsugi.engine.ExecutionDescription;
import dev.kintsugi.engine.execution.ExecutionStatus;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The actions on executions, but for their histories. */
final class ExecutionActions {
    /** Characters of a page token for executions. */
    static final int TOKEN_CHARACTERS_MAX = 3_096;

    private static final List<String> STATUSES =
            List.of("SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING");
    private static final List<String> REDRIVE_FILTERS = List.of("REDRIVEN", "NOT_REDRIVEN");
    private static final List<String> INCLUDED = List.of("ALL_DATA", "METADATA_ONLY");
    private static final int CLIENT_TOKEN_CHARACTERS_MAX = 64;
    private static final Pattern CLIENT_TOKEN = Pattern.compile("[!-~]+");
    private static final int TRACE_HEADER_CHARACTERS_MAX = 256;
    private static final Pattern TRACE_HEADER = Pattern.compile("\\p{ASCII}*");

    private final Engine engine;
    private final PageTokens tokens;

    ExecutionActions(Engine engine, PageTokens tokens) {
        this.engine = engine;
        this.tokens = tokens;
    }

    Map<String, StepFunctionsApi.Action> actions() {
        return Map.of(
                "StartExecution", this::start,
                "StartSyncExecution", this::startSync,
                "DescribeExecution", this::describe,
                "ListExecutions", this::list,
                "StopExecution", this::stop,
                "RedriveExecution", this::redrive);
    }

    private ObjectNode start(RequestFields in) {
        String machine = Arns.machine(in, "stateMachineArn");
        String name = in.optionalText("name", 1, EngineLimits.NAME_CHARACTERS);
        String input = in.optionalPayload("input", EngineLimits.PAYLOAD_BYTES);
        in.optionalPattern("traceHeader", 0, TRACE_HEADER_CHARACTERS_MAX, TRACE_HEADER);
        in.check();
        ExecutionDescription started = engine.startExecution(machine, name, input == null ? "{}" : input);
        ObjectNode out = Json.object();
        out.put("executionArn", started.executionArn());
        out.set("startDate", Json.timestamp(started.startedAt()));
        return out;
    }

    /** Only express machines run while the caller waits, and there are none here. */
    private ObjectNode startSync(RequestFields in) {
        String machine = Arns.machine(in, "stateMachineArn");
        in.check();
        engine.describeStateMachine(machine);
        throw ApiException.ofService(
                "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
    }

    private ObjectNode describe(RequestFields in) {
        String arn = Arns.execution(in, "executionArn");
        boolean data = !"METADATA_ONLY".equals(in.optionalOneOf("includedData", INCLUDED));
        in.check();
        ExecutionDescription execution = engine.describeExecution(arn);
        ObjectNode out = item(execution);
        if (data) {
            out.put("input", execution.input());
        }
        out.putObject("inputDetails").put("included", data);
        if (execution.output() != null) {
            if (data) {
                out.put("output", execution.output());
            }
            out.putObject("outputDetails").put("included", data);
        }
        if (data) {
            putIfPresent(out, "error", execution.error());
            putIfPresent(out, "cause", execution.cause());
        }
        out.put("redriveStatus", execution.redriveStatus().name());
        putIfPresent(out, "redriveStatusReason", execution.redriveStatusReason());
        return out;
    }

    private ObjectNode list(RequestFields in) {
        refuseMapRun(in);
        String machine = Arns.machine(in, "stateMachineArn");
        String status = in.optionalOneOf("statusFilter", STATUSES);
        String redriven = in.optionalOneOf("redriveFilter", REDRIVE_FILTERS);
        int size = PageTokens.size(in);
        String token = in.optionalText("nextToken", 1, TOKEN_CHARACTERS_MAX);
        in.check();
        if (redriven != null) {
            throw ApiException.validation(
                    "RedriveFilter cannot be applied to ListExecutions call with StateMachine ARN");
        }
        List<ExecutionDescription> all = engine.listExecutions(machine);
        String scope = "ListExecutions " + machine + ' ' + status;
        PageTokens.Page<ExecutionDescription> page = tokens.page(
                scope,
                all,
                one -> status == null || one.status().name().equals(status),
                size,
                token,
                after -> firstAfter(all, after),
                (execution, index) -> (all.size() - index) + " " + execution.executionArn());
        ObjectNode out = Json.object();
        ArrayNode executions = out.putArray("executions");
        page.items().forEach(one -> executions.add(item(one)));
        putIfPresent(out, "nextToken", page.nextToken());
        return out;
    }

    private static void refuseMapRun(RequestFields in) {
        String machine = in.optionalText("stateMachineArn", 0, Integer.MAX_VALUE);
        String mapRun = in.optionalText("mapRunArn", 1, 2_000);
        if (mapRun != null) {
            throw ApiException.resourceNotFound(mapRun);
        }
        if (machine == null) {
            throw ApiException.validation("Must provide a StateMachine ARN or MapRun ARN");
        }
    }

    /** The list grows at its beginning, so an execution keeps its place from the end unless another was forgotten. */
    private static int firstAfter(List<ExecutionDescription> all, String key) {
        String[] parts = key.split(" ", 2);
        int place = all.size() - Integer.parseInt(parts[0]);
        for (int at = Math.max(0, place); at < all.size(); at++) {
            if (all.get(at).executionArn().equals(parts[1])) {
                return at + 1;
            }
        }
        return Math.max(0, place);
    }

    private ObjectNode stop(RequestFields in) {
        String arn = Arns.execution(in, "executionArn");
        String error = in.optionalSensitiveText("error", 0, EngineLimits.ERROR_CHARACTERS);
        String cause = in.optionalSensitiveText("cause", 0, EngineLimits.CAUSE_CHARACTERS);
        in.check();
        ObjectNode out = Json.object();
        out.set("stopDate", Json.timestamp(engine.stopExecution(arn, error, cause)));
        return out;
    }

    private ObjectNode redrive(RequestFields in) {
        String arn = Arns.execution(in, "executionArn");
        String clientToken = in.optionalPattern("clientToken", 1, CLIENT_TOKEN_CHARACTERS_MAX, CLIENT_TOKEN);
        in.check();
        ObjectNode out = Json.object();
        out.set("redriveDate", Json.timestamp(engine.redriveExecution(arn, clientToken)));
        return out;
    }

    private static ObjectNode item(ExecutionDescription execution) {
        ObjectNode item = Json.object();
        item.put("executionArn", execution.executionArn());
        item.put("stateMachineArn", execution.machineArn());
        item.put("name", execution.name());
        item.put("status", execution.status().name());
        item.set("startDate", Json.timestamp(execution.startedAt()));
        if (execution.status() != ExecutionStatus.RUNNING && execution.stoppedAt() != null) {
            item.set("stopDate", Json.timestamp(execution.stoppedAt()));
        }
        item.put("redriveCount", execution.redriveCount());
        if (execution.redrivenAt() != null) {
            item.set("redriveDate", Json.timestamp(execution.redrivenAt()));
        }
        return item;
    }

    private static void putIfPresent(ObjectNode out, String name, @Nullable String value) {
        if (value != null) {
            out.put(name, value);
        }
    }
}
