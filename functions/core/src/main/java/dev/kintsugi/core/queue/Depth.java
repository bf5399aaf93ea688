package dev.kintsugi.core.queue;

/** About how many messages can be received, are being worked on, and wait for their delay to pass. */
public record Depth(long waiting, long hidden, long delayed) {
    public long total() {
        return waiting + hidden + delayed;
    }
}
