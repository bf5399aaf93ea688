package dev.kintsugi.local.cloud;

import dev.kintsugi.core.check.CheckReports;
import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.executions.Executions;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.handlers.Ports;
import java.time.InstantSource;

/** The ports of every function on this machine. */
record LocalPorts(
        Records records,
        Queues queues,
        Executions executions,
        Workspaces workspaces,
        ModelCatalog models,
        CheckReports checks,
        InstantSource clock,
        Ids ids,
        CoderLimits coderLimits)
        implements Ports {}
