package dev.kintsugi.engine.time;

import java.time.Instant;
import java.time.InstantSource;

/** The time that the engine lives in: what it is, and a call when it is later. */
public interface Timeline extends InstantSource {

    /** Calls back at a time, at once if that is past. The call comes on a thread of the timeline's and must be short. */
    Alarm at(Instant when, Runnable call);

    /** Work began that may set alarms: a virtual time does not pass meanwhile. */
    default void workBegins() {}

    /** The work that began is done. */
    default void workEnds() {}

    /** A call that was asked for. */
    @FunctionalInterface
    interface Alarm {
        /** Takes it back; too late is no error. */
        void cancel();
    }
}
