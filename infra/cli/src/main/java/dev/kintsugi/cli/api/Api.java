package dev.kintsugi.cli.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.view.ContinuePreview;
import dev.kintsugi.core.view.Explanation;
import dev.kintsugi.core.view.Inspection;
import dev.kintsugi.core.view.JobView;
import dev.kintsugi.core.view.Overview;
import dev.kintsugi.core.view.PartialView;
import dev.kintsugi.core.view.ProjectPage;
import dev.kintsugi.core.view.Report;
import dev.kintsugi.core.view.Summary;
import dev.kintsugi.core.view.TaskLine;
import dev.kintsugi.core.view.TaskPage;
import dev.kintsugi.core.view.ViewJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that the commands make, with their answers as records. */
public final class Api {
    private static final ObjectMapper JSON = ViewJson.mapper();

    private final Cloud cloud;

    public Api(Cloud cloud) {
        this.cloud = cloud;
    }

    /** What a project is submitted with, beside its files. */
    public record Submission(
            Map<String, String> files,
            String repository,
            @Nullable String model,
            @Nullable String reviewerModel,
            boolean isNew) {
        public Submission {
            files = Map.copyOf(files);
        }
    }

    /**
     * What became of a submission.
     *
     * @param same it had been submitted before, and goes on where it is
     */
    public record Submitted(String project, boolean same, JsonNode raw) {}

    public Submitted submit(Submission submission) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode files = body.putObject("files");
        submission.files().forEach(files::put);
        body.put("repository", submission.repository());
        put(body, "model", submission.model());
        put(body, "reviewer_model", submission.reviewerModel());
        if (submission.isNew()) {
            body.put("new", true);
        }
        JsonNode answer = cloud.call("POST", "/projects", body);
        return new Submitted(answer.path("id").asText(), answer.path("same").asBoolean(false), answer);
    }

    private static void put(ObjectNode body, String key, @Nullable String value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    /** Every project, the newest first, without its tasks. */
    public List<Overview> projects() {
        List<Overview> projects = new ArrayList<>();
        String next = "";
        do {
            ProjectPage page = read(get("/projects" + after(next)), ProjectPage.class);
            projects.addAll(page.projects());
            next = Optional.ofNullable(page.next()).orElse("");
        } while (!next.isEmpty());
        return projects;
    }

    /** The overview is read first: a project that is over has no task that was read before its end. */
    public WatchedProject project(String id) {
        Overview overview = read(get("/projects/" + escaped(id)), Overview.class);
        List<TaskLine> tasks = new ArrayList<>();
        String next = "";
        do {
            TaskPage page = read(get("/projects/" + escaped(id) + "/tasks" + after(next)), TaskPage.class);
            tasks.addAll(page.tasks());
            next = Optional.ofNullable(page.next()).orElse("");
        } while (!next.isEmpty());
        return new WatchedProject(overview, tasks);
    }

    /** What a project came to, all of its tasks. */
    public Report report(String id) {
        String path = "/projects/" + escaped(id) + "/report";
        Report report = read(get(path), Report.class);
        while (report.next() != null) {
            report = report.and(read(get(path + after(report.next())), Report.class));
        }
        return report;
    }

    /** The counts over all projects. */
    public Summary summary() {
        return read(get("/summary"), Summary.class);
    }

    public JobView job(String job) {
        return read(get("/jobs/" + escaped(job)), JobView.class);
    }

    /** Why a job stands where it stands. */
    public Explanation explain(String job) {
        return read(get("/jobs/" + escaped(job) + "/explanation"), Explanation.class);
    }

    private JsonNode get(String path) {
        return cloud.call("GET", path, Cloud.NOTHING);
    }

    private static String after(String next) {
        return next.isEmpty() ? "" : "?after=" + escaped(next);
    }

    private static <T> T read(JsonNode answer, Class<T> type) {
        try {
            return JSON.treeToValue(answer, type);
        } catch (JacksonException other) {
            throw ApiRefusal.unanswered(
                    "the cloud answers what this program does not understand: is one of them older? ("
                            + other.getOriginalMessage() + ")");
        }
    }

    /** A record of the API as JSON again, for {@code --json}. */
    public static ObjectNode json(Object view) {
        return JSON.valueToTree(view);
    }

    /** Answers an approval about one commit of a job. */
    public JsonNode answer(String job, boolean approved, String commit, String comment) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("decision", approved ? "approved" : "rejected");
        body.put("commit", commit);
        if (!comment.isBlank()) {
            body.put("comment", comment);
        }
        return cloud.call("POST", "/jobs/" + escaped(job) + "/approve", body);
    }

    /** How a partial job is to go on. */
    public record Wish(
            @Nullable String model,
            List<String> drops,
            @Nullable String note) {
        public Wish {
            drops = List.copyOf(drops);
        }

        private ObjectNode body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            put(body, "model", model);
            put(body, "note", note);
            drops.forEach(body.withArray("drop")::add);
            return body;
        }
    }

    public JsonNode continueJob(String job, Wish wish) {
        return cloud.call("POST", "/jobs/" + escaped(job) + "/continue", wish.body());
    }

    public ContinuePreview previewContinue(String job, Wish wish) {
        return read(
                cloud.call(
                        "POST",
                        "/jobs/" + escaped(job) + "/continue",
                        wish.body().put("dry_run", true)),
                ContinuePreview.class);
    }

    /** What a job lacks; none when no edit of it is missing. */
    public Optional<PartialView> partial(String job) {
        try {
            return Optional.of(read(get("/jobs/" + escaped(job) + "/partial"), PartialView.class));
        } catch (ApiRefusal refused) {
            if (refused.isUnknown()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Where a project stands, with the token that a decision about it needs. */
    public Inspection inspect(String project) {
        return read(get("/projects/" + escaped(project) + "/inspect"), Inspection.class);
    }

    /** A decision about a project: resume, retry, skip or reset. */
    public JsonNode decide(String project, String decision, ObjectNode body) {
        return cloud.call("POST", "/projects/" + escaped(project) + "/" + decision, body);
    }

    /** Says yes to every interrupted execution that waits for it. */
    public JsonNode redrive() {
        return cloud.call("POST", "/redrive", JsonNodeFactory.instance.objectNode());
    }

    public JsonNode cancelProject(String project) {
        return cloud.call("POST", "/projects/" + escaped(project) + "/cancel", JsonNodeFactory.instance.objectNode());
    }

    public JsonNode cancelJob(String job) {
        return cloud.call("POST", "/jobs/" + escaped(job) + "/cancel", JsonNodeFactory.instance.objectNode());
    }

    private static String escaped(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
