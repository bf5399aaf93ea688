package dev.kintsugi.engine.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of Retry, with AWS's defaults filled in. No attempts means never. */
public record Retrier(
        List<String> errorEquals,
        long intervalSeconds,
        long maxAttempts,
        double backoffRate,
        @Nullable Long maxDelaySeconds,
        boolean fullJitter) {

    /** Seconds to wait before the retry of this number, from 0, without jitter. */
    public double delaySeconds(long retry) {
        double delay = (double) intervalSeconds * Math.pow(backoffRate, (double) retry);
        return maxDelaySeconds == null ? delay : Math.min(delay, maxDelaySeconds.doubleValue());
    }
}
