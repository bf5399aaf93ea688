package dev.kintsugi.bench.kill;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The moments of a process's life at which a kill could leave something half done, counted as they come. While one comes,
 * nothing else passes: what a witness sees then is what a kill would leave.
 */
final class Moments {
    /** What is done when a moment comes. */
    interface Witness {
        /** The moment of this number, from 1, comes. */
        void sees(int number, String name);
    }

    /** What is under way is on the disk by then, or waits for somebody who waits for us: bounded, in milliseconds. */
    private static final long LONGEST_WAIT = 200;

    private static final long LOOK_EVERY_NANOS = 100_000;

    private final Witness witness;
    private final ReentrantLock gate = new ReentrantLock(true);
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();

    private Moments(Witness witness) {
        this.witness = witness;
    }

    static Moments passing() {
        return new Moments((number, name) -> {});
    }

    static Moments seenBy(Witness witness) {
        return new Moments(witness);
    }

    /** A moment comes, with nothing behind it that is its own. */
    void come(String name) {
        comeBefore(name);
        done();
    }

    /** A moment comes, and behind it something that lasts, until {@link #done} is said. */
    void comeBefore(String name) {
        gate.lock();
        try {
            names.add(name);
            witness.sees(names.size(), name);
            underWay.incrementAndGet();
        } finally {
            gate.unlock();
        }
    }

    void done() {
        underWay.decrementAndGet();
    }

    /** To be said by a witness: waits until nothing that lasts is half done. */
    void settle() {
        long last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT);
        while (underWay.get() > 0 && System.nanoTime() < last) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** What came so far. */
    List<String> names() {
        return List.copyOf(names);
    }
}
