package dev.kintsugi.local.checks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Reports as files in the data folder, one for each commit that was checked. */
public final class LocalCheckReports implements CheckReports {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    public LocalCheckReports(Path root) {
        this.root = root;
    }

    /** The checks run beside the same object store, perhaps after this process was killed. */
    @Override
    public void provide(JobId job, CommitId commit, Workspace workspace) {
        workspace.keep(commit);
    }

    @Override
    public void put(JobId job, CommitId commit, CheckReport report) {
        Path file = file(job, commit);
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "report", ".new");
            Files.write(draft, JSON.writeValueAsBytes(report));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("the report " + file + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    @Override
    public Optional<CheckReport> find(JobId job, CommitId commit) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file(job, commit)), CheckReport.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "the report %s cannot be read: %s".formatted(file(job, commit), unreadable.getMessage()),
                    unreadable);
        }
    }

    private Path file(JobId job, CommitId commit) {
        return root.resolve(job.project().value())
                .resolve("reports")
                .resolve("%s-%s.json".formatted(job.task(), commit.hex()));
    }
}
