package dev.kintsugi.handlers;

import java.util.Map;
import java.util.Optional;

/**
 * What whoever deployed the stack has decided for all projects in it: the template's parameters, as they stand in a function's
 * environment.
 *
 * @param coder the model of a submission that names none
 * @param reviewer the same for the reviewer; none means the coder's
 * @param maxWorkers tasks of one project that may be worked on at once
 * @param checks whether checks can run here
 * @param tenantClaim the claim of a token whose value is the tenant; none means that the stack is one tenant
 */
public record StackSettings(
        Optional<String> coder,
        Optional<String> reviewer,
        int maxWorkers,
        boolean checks,
        Optional<String> tenantClaim) {
    /** Workers of a project where nobody bounds them. */
    static final int UNBOUNDED_WORKERS = 200;

    /** A stack that decides nothing, such as the one on a laptop. */
    public static final StackSettings OPEN =
            new StackSettings(Optional.empty(), Optional.empty(), UNBOUNDED_WORKERS, true, Optional.empty());

    private static final String DISABLED = "disabled";

    /** Reads {@code KINTSUGI_MODEL}, {@code _REVIEWER_MODEL}, {@code _MAX_WORKERS}, {@code _CHECKS}, {@code _TENANT_CLAIM}. */
    static StackSettings from(Map<String, String> environment) {
        String workers = environment.getOrDefault("KINTSUGI_MAX_WORKERS", "");
        if (!workers.matches("[1-9][0-9]{0,2}|")) {
            throw new IllegalArgumentException(
                    "KINTSUGI_MAX_WORKERS: expected a number of workers, found \"%s\"".formatted(workers));
        }
        return new StackSettings(
                said(environment, "KINTSUGI_MODEL"),
                said(environment, "KINTSUGI_REVIEWER_MODEL"),
                workers.isEmpty() ? UNBOUNDED_WORKERS : Integer.parseInt(workers),
                !environment.getOrDefault("KINTSUGI_CHECKS", "").equals(DISABLED),
                said(environment, "KINTSUGI_TENANT_CLAIM"));
    }

    private static Optional<String> said(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
