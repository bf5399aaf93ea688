package dev.kintsugi.handlers.api;

import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.view.Explanations;
import dev.kintsugi.core.view.ProjectViews;
import dev.kintsugi.core.view.Report;
import dev.kintsugi.core.view.Reports;
import dev.kintsugi.handlers.Ports;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What is shown. Lists come in pages: {@code after} asks for what follows, {@code limit} for how much. */
final class ViewRoutes {
    private static final List<String> PAGES = List.of("after", "limit");

    /** What the pages of each list call their {@code next}. */
    private static final Pattern PROJECT_PLACE = Pattern.compile("[0-9]{13}/[A-Za-z0-9-]{1,64}");

    private static final Pattern TASK_PLACE = Pattern.compile("[0-9]{1,6}");
    private static final Pattern EVENT_PLACE = Pattern.compile("[0-9]{13}/[\\x21-\\x7e]{1,200}");

    private final ProjectViews views;
    private final Reports reports;
    private final Explanations explanations;

    ViewRoutes(Ports ports) {
        this.views = new ProjectViews(ports.records());
        this.reports = new Reports(ports.records());
        this.explanations = new Explanations(ports.records());
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute(
                        "GET",
                        "/projects",
                        PAGES,
                        (request, parameters) -> shown(() -> views.projects(
                                request.tenant(),
                                after(request, PROJECT_PLACE),
                                limit(request, ProjectViews.MOST_PROJECTS)))),
                new ApiRoute(
                        "GET",
                        "/projects/{id}",
                        (request, parameters) -> shown(() -> views.project(Ids.project(parameters)))),
                new ApiRoute(
                        "GET",
                        "/projects/{id}/tasks",
                        PAGES,
                        (request, parameters) -> shown(() -> views.tasks(
                                Ids.project(parameters),
                                after(request, TASK_PLACE),
                                limit(request, ProjectViews.MOST_TASKS)))),
                new ApiRoute(
                        "GET",
                        "/projects/{id}/events",
                        PAGES,
                        (request, parameters) -> shown(() -> views.events(
                                Ids.project(parameters),
                                after(request, EVENT_PLACE),
                                limit(request, ProjectViews.MOST_EVENTS)))),
                new ApiRoute(
                        "GET",
                        "/projects/{id}/report",
                        PAGES,
                        (request, parameters) -> shown(() -> reports.report(
                                Ids.project(parameters),
                                after(request, TASK_PLACE),
                                limit(request, Report.MOST_TASKS)))),
                new ApiRoute("GET", "/jobs/{id}", (request, parameters) -> shown(() -> views.job(Ids.job(parameters)))),
                new ApiRoute(
                        "GET",
                        "/jobs/{id}/explanation",
                        (request, parameters) -> shown(() -> explanations.explain(Ids.job(parameters)))),
                new ApiRoute(
                        "GET", "/summary", List.of("project"), (request, parameters) -> shown(() -> summary(request))));
    }

    private Object summary(ApiRequest request) {
        Optional<String> project = request.query("project");
        if (project.isEmpty()) {
            return views.summary(request.tenant());
        }
        if (!ProjectId.isLegal(project.get())) {
            throw new Refusal(Problem.notFound("there is no project \"%s\"".formatted(project.get())));
        }
        return views.summary(new ProjectId(project.get()));
    }

    private static ApiAnswer shown(Supplier<Object> view) {
        return ApiAnswer.view(view.get());
    }

    /** What was no page's {@code next} would be the beginning or nothing at all, and look like an answer. */
    private static Optional<String> after(ApiRequest request, Pattern place) {
        Optional<String> after = request.query("after");
        if (after.isPresent() && !place.matcher(after.get()).matches()) {
            throw new Refusal(Problem.badRequest(
                    "\"after\" is the \"next\" of the page before, found \"%s\"".formatted(after.get())));
        }
        return after;
    }

    private static int limit(ApiRequest request, int most) {
        String limit = request.query("limit").orElse(Integer.toString(most));
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        throw new Refusal(
                Problem.badRequest("\"limit\" is a number from 1 to %d, found \"%s\"".formatted(most, limit)));
    }
}
