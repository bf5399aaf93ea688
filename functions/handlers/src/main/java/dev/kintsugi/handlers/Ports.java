package dev.kintsugi.handlers;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.handlers.journal.Journal;
import java.time.InstantSource;

/** All that a function can reach of the world. Each port is made when it is first asked for, and then kept. */
public interface Ports {
    Records records();

    Queues queues();

    Executions executions();

    Workspaces workspaces();

    ModelCatalog models();

    CheckReports checks();

    /** How the coder's sessions are bounded. */
    default CoderLimits coderLimits() {
        return CoderLimits.USUAL;
    }

    /** What the stack decides for all projects in it. */
    default StackSettings stack() {
        return StackSettings.OPEN;
    }

    /** Where calls are told of. */
    default Journal journal() {
        return Journal.NONE;
    }

    InstantSource clock();

    Ids ids();
}
