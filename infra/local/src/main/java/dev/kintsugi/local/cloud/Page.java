package dev.kintsugi.local.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kintsugi.engine.http.HttpService;
import dev.kintsugi.engine.http.Request;
import dev.kintsugi.engine.http.RequestHead;
import dev.kintsugi.engine.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A page for people, at the root of the port: the projects, and each project's tasks. It shows what the API says. */
final class Page implements HttpService {
    private static final Set<String> PATHS = Set.of("/", "/favicon.ico");
    private static final String PROJECT = "/page/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> HEADERS = Map.of(
            "content-type", "text/html; charset=utf-8",
            "content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");

    private final LocalApi api;

    Page(LocalApi api) {
        this.api = api;
    }

    @Override
    public boolean takes(RequestHead head) {
        return head.method().equals("GET")
                && (PATHS.contains(head.path()) || head.path().startsWith(PROJECT));
    }

    @Override
    public int bodyBytesMax() {
        return 0;
    }

    @Override
    public Response answer(Request request) {
        String path = request.head().path();
        if (path.equals("/favicon.ico")) {
            return new Response(204, Map.of(), new byte[0]);
        }
        return path.equals("/") ? projects() : project(path.substring(PROJECT.length()));
    }

    private Response projects() {
        JsonNode all = get("/projects").path("projects");
        String rows = rows(
                all,
                project -> "<tr><td><a href=\"%s%s\">%s</a></td>%s<td>%s</td></tr>"
                        .formatted(
                                PROJECT,
                                text(project, "id"),
                                text(project, "name"),
                                status(project),
                                text(project, "submitted_at")));
        String body = all.isEmpty()
                ? "<p>No project yet. <code>kintsugi run PLAN --repo DIR --model SPEC</code> begins one.</p>"
                : "<table><tr><th>Project</th><th>Status</th><th>Submitted</th></tr>" + rows + "</table>";
        return html(200, "Kintsugi", body);
    }

    private Response project(String id) {
        JsonNode project = get("/projects/" + id);
        if (project.isMissingNode()) {
            return html(404, "There is no such project", "<p><a href=\"/\">All projects</a></p>");
        }
        String rows = rows(
                get("/projects/" + id + "/tasks").path("tasks"),
                task -> "<tr><td>%s</td>%s<td>%s</td><td>%s</td></tr>"
                        .formatted(text(task, "title"), status(task), text(task, "cycle"), text(task, "reason")));
        return html(
                200,
                text(project, "name"),
                "<p>%s, on branch <code>%s</code>. <a href=\"/\">All projects</a></p>"
                                .formatted(text(project, "status"), text(project, "branch"))
                        + "<table><tr><th>Task</th><th>Status</th><th>Cycle</th><th></th></tr>" + rows + "</table>");
    }

    private interface Row {
        String of(JsonNode item);
    }

    private static String rows(JsonNode items, Row row) {
        return StreamSupport.stream(items.spliterator(), false).map(row::of).collect(Collectors.joining("\n"));
    }

    private static String status(JsonNode item) {
        String word = text(item, "status");
        return "<td class=\"%s\">%s</td>".formatted(word, word);
    }

    private JsonNode get(String path) {
        try {
            ApiResponse response = api.call("GET", path, Map.of(), "");
            return response.status() == 200 ? JSON.readTree(response.body()) : MissingNode.getInstance();
        } catch (JsonProcessingException impossible) {
            return MissingNode.getInstance();
        }
    }

    /** A field as text that means nothing in HTML. */
    private static String text(JsonNode item, String field) {
        return item.path(field)
                .asText("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Response html(int status, String title, String body) {
        String page = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta http-equiv="refresh" content="5"><title>%1$s</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
            table { border-collapse: collapse; width: 100%% } th, td { text-align: left; padding: .3rem .8rem .3rem 0 }
            tr + tr { border-top: 1px solid #ddd } code { background: #f3f3f3; padding: .1rem .3rem }
            .passed, .completed { color: #16691c } .failed, .escalated, .aborted { color: #a11 } .partial { color: #8a5a00 }
            </style></head><body><h1>%1$s</h1>
            %2$s
            </body></html>
            """.formatted(title, body);
        return new Response(status, HEADERS, page.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Response tooLarge(RequestHead head) {
        return html(413, "A page takes no body", "");
    }

    @Override
    public Response broken(RequestHead head, RuntimeException bug) {
        System.getLogger(Page.class.getName()).log(System.Logger.Level.ERROR, "A bug in the page: {0}", bug);
        return html(500, "Something is broken here", "");
    }
}
