package dev.kintsugi.engine.history;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An execution's events. One thread appends; any thread reads what was shown, through views that are never copied. The
 * cost of an event does not depend on how many there are.
 */
public final class History {
    private static final int FIRST_CAPACITY_EVENTS = 16;

    /** The first events, once they are kept elsewhere. */
    private List<HistoryEvent> moved = List.of();

    private HistoryEvent[] events = new HistoryEvent[FIRST_CAPACITY_EVENTS];
    private int size;
    private volatile View shown = new View(moved, events, 0);

    /** Appends an event whose id is the next one. */
    public void append(HistoryEvent event) {
        if (event.id() != size + 1L) {
            throw new IllegalArgumentException("expected event " + (size + 1) + " but got " + event.id());
        }
        int place = size - moved.size();
        if (place == events.length) {
            events = Arrays.copyOf(events, Math.max(FIRST_CAPACITY_EVENTS, place * 2));
        }
        events[place] = event;
        size++;
    }

    /** Makes everything appended so far visible to readers. */
    public void show() {
        shown = new View(moved, events, size);
    }

    /** Whether any event is still kept here. */
    public boolean isHeld() {
        return moved.size() < size;
    }

    /** Lets go of the events so far, which are all read from this list from now on; what comes is kept here again. */
    public void moveTo(List<HistoryEvent> elsewhere) {
        if (elsewhere.size() == size) {
            moved = elsewhere;
            events = new HistoryEvent[0];
            show();
        }
    }

    /** Events appended, whether shown or not. */
    public int size() {
        return size;
    }

    /** The events that were shown when this was called. */
    public List<HistoryEvent> view() {
        return shown;
    }

    private static final class View extends AbstractList<HistoryEvent> implements RandomAccess {
        private final List<HistoryEvent> moved;
        private final HistoryEvent[] events;
        private final int size;

        View(List<HistoryEvent> moved, HistoryEvent[] events, int size) {
            this.moved = moved;
            this.events = events;
            this.size = size;
        }

        @Override
        public HistoryEvent get(int index) {
            Objects.checkIndex(index, size);
            return index < moved.size() ? moved.get(index) : events[index - moved.size()];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
