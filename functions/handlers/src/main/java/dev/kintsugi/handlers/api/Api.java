package dev.kintsugi.handlers.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.core.executions.ExecutionsBusyException;
import dev.kintsugi.core.job.Contended;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.core.queue.QueuesBusyException;
import dev.kintsugi.core.records.RecordsBusyException;
import dev.kintsugi.core.workspace.WorkspaceFault;
import dev.kintsugi.handlers.Ports;
import dev.kintsugi.handlers.journal.Journal;
import dev.kintsugi.handlers.journal.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The API as one function: an event in, the route's answer out; whatever goes wrong is a problem and never a stack trace. */
public final class Api {
    private static final System.Logger LOG = System.getLogger(Api.class.getName());

    private final RouteTable routes;
    private final Tenants tenants;
    private final Journal journal;
    private final InstantSource clock;

    private Api(RouteTable routes, Tenants tenants, Journal journal, InstantSource clock) {
        this.routes = routes;
        this.tenants = tenants;
        this.journal = journal;
        this.clock = clock;
    }

    public static Api over(Ports ports) {
        return new Api(routes(ports), new Tenants(ports), ports.journal(), ports.clock());
    }

    /** Every route; the template has the same ones. */
    public static RouteTable routes(Ports ports) {
        List<ApiRoute> routes = new ArrayList<>();
        routes.addAll(new SubmitRoutes(ports).routes());
        routes.addAll(new DecisionRoutes(ports).routes());
        routes.addAll(new ContinueRoutes(ports).routes());
        routes.addAll(new RestartRoutes(ports).routes());
        routes.addAll(new ViewRoutes(ports).routes());
        return new RouteTable(routes);
    }

    /** Answers an event of API Gateway's with one of its answers. */
    public void answer(InputStream in, OutputStream out) throws IOException {
        Instant began = clock.instant();
        ApiRequest request = GatewayEvent.read(in, tenants.claim());
        ApiAnswer answer = answer(request);
        out.write(GatewayEvent.written(answer));
        journal.write(Line.about("Api")
                .with("method", request.method())
                .with("path", request.path())
                .with("caller", request.caller())
                .with("status", answer.status())
                .with("milliseconds", Duration.between(began, clock.instant()).toMillis()));
    }

    /** Answers an event of nobody's form but ours, with the status and the body that the API would answer. */
    public byte[] answerDirectly(JsonNode event) throws IOException {
        return DirectCall.written(answering("a direct call", () -> routes.answer(DirectCall.read(event))));
    }

    ApiAnswer answer(ApiRequest request) {
        return answering(request.method() + " " + request.path(), () -> {
            tenants.check(request);
            return routes.answer(request);
        });
    }

    private static ApiAnswer answering(String what, Supplier<ApiAnswer> deed) {
        try {
            return deed.get();
        } catch (Refusal refusal) {
            return ApiAnswer.problem(refusal.problem());
        } catch (UnknownProject | UnknownJob unknown) {
            return ApiAnswer.problem(Problem.notFound(String.valueOf(unknown.getMessage())));
        } catch (RecordsBusyException
                | ExecutionsBusyException
                | QueuesBusyException
                | Contended
                | WorkspaceFault.Passing busy) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", what, busy);
            return ApiAnswer.problem(
                            Problem.busy("a service is busy or somebody else is changing the same; nothing is lost"))
                    .with("Retry-After", "2");
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, what, bug);
            return ApiAnswer.problem(Problem.broken());
        }
    }
}
