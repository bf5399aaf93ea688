package dev.kintsugi.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** A Kintsugi cloud, wherever it runs: one REST call in, one JSON answer out. */
public interface Cloud extends AutoCloseable {
    /** What a call without a body sends. */
    JsonNode NOTHING = MissingNode.getInstance();

    /**
     * Makes one call.
     *
     * @param path begins with a slash and is escaped already
     * @throws ApiRefusal when the cloud refuses, or nobody answers
     */
    JsonNode call(String method, String path, JsonNode body);

    /** Whether the work happens in this process, so that it stops when the command ends. */
    boolean isHere();

    @Override
    void close();
}
