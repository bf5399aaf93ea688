package dev.kintsugi.core.submit;

import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.project.ProjectHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What somebody wants done.
 *
 * @param repository where; the plan's own, or what was said beside it
 * @param coder the model of tasks that name none
 * @param reviewer the model that judges
 * @param caller who submits it, kept with the project
 * @param isNew whether it is to be a new project even when there is one of its name
 * @param tenant whose it is; names are a tenant's own
 */
public record Submission(
        Project plan, String repository, String coder, String reviewer, String caller, boolean isNew, String tenant) {
    /** One in a stack that is one tenant. */
    public Submission(Project plan, String repository, String coder, String reviewer, String caller, boolean isNew) {
        this(plan, repository, coder, reviewer, caller, isNew, ProjectHead.ONLY_TENANT);
    }

    /** The same as a project of its own, whatever has its name. */
    public Submission asNew() {
        return new Submission(plan, repository, coder, reviewer, caller, true, tenant);
    }

    /** What makes two submissions the same: the plan, the repository and the models, whoever submits them. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {plan.fingerprint(), repository, coder, reviewer}) {
                digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
