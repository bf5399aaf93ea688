package dev.kintsugi.handlers;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.executions.InMemoryExecutions;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.queue.InMemoryQueues;
import dev.kintsugi.core.queue.QueueSettings;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.InMemoryRepository;
import dev.kintsugi.core.workspace.Opening;
import dev.kintsugi.core.workspace.Workspace;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.handlers.journal.Journal;
import dev.kintsugi.handlers.journal.Line;
import dev.kintsugi.models.Models;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every port in memory, by a clock that stands still until it is moved. */
public final class InMemoryPorts implements Ports {
    public final InMemoryRecords records = new InMemoryRecords();
    public final InMemoryRepository repository = InMemoryRepository.of(Map.of("hello.txt", "hello\n"));
    public final List<Line> lines = new ArrayList<>();
    public String hex = "abcdef";
    public StackSettings stack = StackSettings.OPEN;
    public Instant now = Instant.parse("2026-11-21T10:00:00Z");
    public final InMemoryExecutions executions = new InMemoryExecutions(clock());

    @Override
    public Records records() {
        return records;
    }

    @Override
    public Queues queues() {
        return new InMemoryQueues(List.of(QueueSettings.of(StackQueues.INTERRUPTED)), clock());
    }

    @Override
    public Executions executions() {
        return executions;
    }

    @Override
    public Workspaces workspaces() {
        return address -> address.startsWith("ssh:")
                ? new Opening.Refused(Opening.Reason.ADDRESS, "ssh:// is not supported")
                : repository.open(address);
    }

    @Override
    public ModelCatalog models() {
        return Models.from(Map.of());
    }

    @Override
    public CheckReports checks() {
        return new CheckReports() {
            @Override
            public void provide(JobId job, CommitId commit, Workspace workspace) {}

            @Override
            public void put(JobId job, CommitId commit, CheckReport report) {}

            @Override
            public Optional<CheckReport> find(JobId job, CommitId commit) {
                return Optional.empty();
            }
        };
    }

    @Override
    public Journal journal() {
        return lines::add;
    }

    @Override
    public StackSettings stack() {
        return stack;
    }

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public Ids ids() {
        return digits -> hex.repeat(digits).substring(0, digits);
    }
}
