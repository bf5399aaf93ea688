package dev.kintsugi.engine.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineException;
import dev.kintsugi.engine.http.HttpService;
import dev.kintsugi.engine.http.Request;
import dev.kintsugi.engine.http.RequestHead;
import dev.kintsugi.engine.http.Response;
import dev.kintsugi.engine.store.StoreFailure;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/** Step Functions as AWS clients speak to it: one {@code POST}, the action in a header, JSON both ways. */
public final class StepFunctionsApi implements HttpService {
    /** Bytes of a request: a definition of 1 MiB with every character escaped, and room beside it. */
    static final int BODY_BYTES_MAX = 8 * 1_048_576;

    private static final String TARGET = "X-Amz-Target";
    private static final String PREFIX = "AWSStepFunctions.";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    /** Actions of the service that this engine leaves out; any other unknown name is no action at all. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "CreateActivity",
            "CreateStateMachineAlias",
            "DeleteActivity",
            "DeleteStateMachineAlias",
            "DeleteStateMachineVersion",
            "DescribeActivity",
            "DescribeMapRun",
            "DescribeStateMachineAlias",
            "GetActivityTask",
            "ListActivities",
            "ListMapRuns",
            "ListStateMachineAliases",
            "ListStateMachineVersions",
            "PublishStateMachineVersion",
            "TestState",
            "UpdateMapRun",
            "UpdateStateMachineAlias");

    /** One action: reads its members, calls the engine, gives the answer's members. */
    @FunctionalInterface
    interface Action {
        ObjectNode answer(RequestFields in);
    }

    private final Map<String, Action> actions;

    public StepFunctionsApi(Engine engine, InstantSource clock) {
        PageTokens tokens = new PageTokens(clock);
        Map<String, Action> all = new HashMap<>();
        all.putAll(new MachineActions(engine, tokens).actions());
        all.putAll(new TagActions(engine).actions());
        all.putAll(new ExecutionActions(engine, tokens).actions());
        all.putAll(new HistoryActions(engine, tokens).actions());
        all.putAll(new TaskActions(engine).actions());
        this.actions = Map.copyOf(all);
    }

    @Override
    public boolean takes(RequestHead head) {
        return head.method().equals("POST")
                && head.header(TARGET).map(target -> target.startsWith(PREFIX)).orElse(false);
    }

    @Override
    public int bodyBytesMax() {
        return BODY_BYTES_MAX;
    }

    @Override
    public Response answer(Request request) {
        String operation = operation(request.head());
        try {
            Action action = actions.get(operation);
            if (action == null) {
                throw UNSUPPORTED.contains(operation)
                        ? ApiException.unsupported(operation)
                        : ApiException.unknownOperation(operation);
            }
            return respond(200, action.answer(RequestFields.of(request.body())));
        } catch (ApiException refusal) {
            return error(refusal);
        } catch (EngineException refusal) {
            return error(inWords(refusal));
        } catch (StoreFailure failure) {
            return error(ApiException.unavailable(failure));
        } catch (CompletionException wrapped) {
            return error(ApiException.unavailable(storeFailure(wrapped)));
        }
    }

    /** A failure that came through asynchronous work is wrapped, sometimes more than once. */
    private static StoreFailure storeFailure(CompletionException wrapped) {
        Throwable cause = wrapped.getCause();
        while (cause instanceof CompletionException) {
            cause = cause.getCause();
        }
        if (cause instanceof StoreFailure failure) {
            return failure;
        }
        throw wrapped;
    }

    private static ApiException inWords(EngineException refusal) {
        return refusal.name() == EngineException.Name.ValidationException
                ? ApiException.validation(refusal.message())
                : ApiException.ofService(refusal.name().name(), refusal.message());
    }

    @Override
    public Response tooLarge(RequestHead head) {
        return error(ApiException.tooLarge(BODY_BYTES_MAX));
    }

    @Override
    public Response broken(RequestHead head, RuntimeException bug) {
        System.Logger log = System.getLogger(StepFunctionsApi.class.getName());
        log.log(System.Logger.Level.ERROR, "A bug while answering {0}: {1}", operation(head), bug);
        log.log(System.Logger.Level.DEBUG, "It happened here", bug);
        return error(ApiException.internalFailure());
    }

    private static String operation(RequestHead head) {
        return head.header(TARGET).orElse("").substring(PREFIX.length());
    }

    private static Response error(ApiException refusal) {
        ObjectNode body = Json.object();
        body.put("__type", refusal.type());
        body.put("message", refusal.getMessage());
        return respond(refusal.status(), body);
    }

    private static Response respond(int status, ObjectNode body) {
        Map<String, String> headers = Map.of(
                "Content-Type",
                CONTENT_TYPE,
                "x-amzn-RequestId",
                UUID.randomUUID().toString());
        return new Response(status, headers, Json.bytes(body));
    }
}
