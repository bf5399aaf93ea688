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

/** What is shown. Lists come in pages: {@code after} asks for what follows, {@code limit} for how much. */
final class ViewRoutes {
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
                        (request, parameters) -> shown(() -> views.projects(
                                request.tenant(), after(request), limit(request, ProjectViews.MOST_PROJECTS)))),
                new ApiRoute(
                        "GET",
                        "/projects/{id}",
                        (request, parameters) -> shown(() -> views.project(Ids.project(parameters)))),
                new ApiRoute(
                        "GET",
                        "/projects/{id}/tasks",
                        (request, parameters) -> shown(() -> views.tasks(
                                Ids.project(parameters), after(request), limit(request, ProjectViews.MOST_TASKS)))),
                new ApiRoute(
                        "GET",
                        "/projects/{id}/events",
                        (request, parameters) -> shown(() -> views.events(
                                Ids.project(parameters), after(request), limit(request, ProjectViews.MOST_EVENTS)))),
                new ApiRoute(
                        "GET",
                        "/projects/{id}/report",
                        (request, parameters) -> shown(() -> reports.report(
                                Ids.project(parameters), after(request), limit(request, Report.MOST_TASKS)))),
                new ApiRoute("GET", "/jobs/{id}", (request, parameters) -> shown(() -> views.job(Ids.job(parameters)))),
                new ApiRoute(
                        "GET",
                        "/jobs/{id}/explanation",
                        (request, parameters) -> shown(() -> explanations.explain(Ids.job(parameters)))),
                new ApiRoute("GET", "/summary", (request, parameters) -> shown(() -> summary(request))));
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

    private static Optional<String> after(ApiRequest request) {
        return request.query("after");
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
