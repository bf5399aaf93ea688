package dev.kintsugi.handlers.api;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.job.UnknownJob;
import dev.kintsugi.core.project.ProjectHead;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.project.UnknownProject;
import dev.kintsugi.handlers.Ports;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps tenants apart in a stack that is divided by a claim of the callers' tokens: before a route does anything with a project or a
 * job, its tenant is compared, and another's answers as what is not there. Listings look for themselves.
 */
final class Tenants {
    /** What a claim's value may be, for it stands in keys. */
    private static final Pattern TENANT = Pattern.compile("[\\x21-\\x7e&&[^/]]{1,128}");

    private static final Pattern NAMED = Pattern.compile("/(projects|jobs)/([^/]+)(/.*)?");

    /** What is about all tenants at once. */
    private static final String EVERYBODYS = "/redrive";

    private final Projects projects;
    private final Optional<String> claim;

    Tenants(Ports ports) {
        this.projects = new Projects(ports.records());
        this.claim = ports.stack().tenantClaim();
    }

    Optional<String> claim() {
        return claim;
    }

    /** Ends the request unless what it names is its tenant's. */
    void check(ApiRequest request) {
        if (claim.isEmpty()) {
            return;
        }
        if (!TENANT.matcher(request.tenant()).matches()) {
            throw new Refusal(Problem.of(
                    403,
                    "no-tenant",
                    "Nobody knows for whom this is",
                    "the token's claim \"%s\" must have 1 to 128 visible ASCII characters and no slash"
                            .formatted(claim.get())));
        }
        if (request.path().equals(EVERYBODYS)) {
            throw new Refusal(
                    Problem.of(
                            403,
                            "not-allowed",
                            "This is everybody's",
                            "what waits in the queue is not of one tenant; whoever may invoke the resume function redrives it"));
        }
        Matcher named = NAMED.matcher(request.path());
        if (named.matches()) {
            check(named.group(1).equals("jobs"), named.group(2), request.tenant());
        }
        request.query("project").ifPresent(project -> check(false, project, request.tenant()));
    }

    /** What is no id at all is refused by its route, in the same words for everybody. */
    private void check(boolean isJob, String id, String tenant) {
        if (isJob) {
            JobId.find(id).filter(job -> !isOf(tenant, job.project())).ifPresent(job -> {
                throw new UnknownJob(job);
            });
        } else if (ProjectId.isLegal(id) && !isOf(tenant, new ProjectId(id))) {
            throw new UnknownProject(new ProjectId(id));
        }
    }

    private boolean isOf(String tenant, ProjectId project) {
        return projects.findHead(project)
                .map(ProjectHead::tenant)
                .filter(tenant::equals)
                .isPresent();
    }
}
