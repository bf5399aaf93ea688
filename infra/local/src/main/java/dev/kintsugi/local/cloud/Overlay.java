package dev.kintsugi.local.cloud;

import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.queue.Queues;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.submit.Ids;
import dev.kintsugi.core.workspace.Workspaces;
import dev.kintsugi.engine.log.EventLog;

/**
 * What lies over the parts that an embedded cloud stands on, below its patience: for those who count, and those who
 * break things. Nothing does, unless a method says so.
 */
public interface Overlay {
    /** Every part as it is. */
    Overlay NONE = new Overlay() {};

    default Records records(Records records) {
        return records;
    }

    default Queues queues(Queues queues) {
        return queues;
    }

    default EventLog log(EventLog log) {
        return log;
    }

    default Workspaces workspaces(Workspaces workspaces) {
        return workspaces;
    }

    default ModelCatalog models(ModelCatalog models) {
        return models;
    }

    default Ids ids(Ids ids) {
        return ids;
    }
}
