package dev.kintsugi.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A time that passes only when told: a year of waiting takes no time. For tests and for trying a machine out. */
public final class VirtualTime implements Timeline {
    private final Object lock = new Object();
    private final PriorityQueue<Call> calls = new PriorityQueue<>();
    private Instant now;
    private long ordinal;
    private int working;

    public VirtualTime(Instant start) {
        now = start;
    }

    private record Call(Instant when, long ordinal, Runnable action) implements Comparable<Call> {
        @Override
        public int compareTo(Call other) {
            int byTime = when.compareTo(other.when);
            return byTime != 0 ? byTime : Long.compare(ordinal, other.ordinal);
        }
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return now;
        }
    }

    @Override
    public Alarm at(Instant when, Runnable call) {
        synchronized (lock) {
            Call made = new Call(when, ordinal++, call);
            calls.add(made);
            return () -> {
                synchronized (lock) {
                    calls.remove(made);
                }
            };
        }
    }

    @Override
    public void workBegins() {
        synchronized (lock) {
            working++;
        }
    }

    @Override
    public void workEnds() {
        synchronized (lock) {
            working--;
            lock.notifyAll();
        }
    }

    /** Lets this much time pass; calls are made in their order, each at its own time. */
    public void pass(Duration duration) {
        Instant end = instant().plus(duration);
        for (Call due = next(end); due != null; due = next(end)) {
            due.action().run();
        }
        synchronized (lock) {
            now = end;
        }
    }

    /** Lets time pass until nobody waits for it any more. Work that never ends is waited for. */
    public void passUntilQuiet() {
        for (Call due = next(Instant.MAX); due != null; due = next(Instant.MAX)) {
            due.action().run();
        }
    }

    private @Nullable Call next(Instant end) {
        synchronized (lock) {
            while (working > 0) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            Call first = calls.peek();
            if (first == null || first.when().isAfter(end)) {
                return null;
            }
            calls.remove();
            now = first.when().isAfter(now) ? first.when() : now;
            return first;
        }
    }
}
