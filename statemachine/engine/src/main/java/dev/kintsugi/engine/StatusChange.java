package dev.kintsugi.engine;

import java.time.Instant;

/**
 * An execution changed its status: what EventBridge sends as "Step Functions Execution Status Change", with the
 * execution as it was then.
 */
public record StatusChange(String region, String account, Instant time, ExecutionDescription execution) {}
