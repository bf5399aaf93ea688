package dev.kintsugi.engine.history;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * An execution's events. One thread appends; any thread reads what was shown, through views that are never copied. The
 * cost of an event does not depend on how many there are.
 */
public final class History {
    private static final int FIRST_CAPACITY_EVENTS = 16;

    private HistoryEvent[] events = new HistoryEvent[FIRST_CAPACITY_EVENTS];
    private int size;
    private volatile View shown = new View(events, 0);

    /** Appends an event whose id is the next one. */
    public void append(HistoryEvent event) {
        if (event.id() != size + 1L) {
            throw new IllegalArgumentException("expected event " + (size + 1) + " but got " + event.id());
        }
        if (size == events.length) {
            events = Arrays.copyOf(events, size * 2);
        }
        events[size++] = event;
    }

    /** Makes everything appended so far visible to readers. */
    public void show() {
        shown = new View(events, size);
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
        private final HistoryEvent[] events;
        private final int size;

        View(HistoryEvent[] events, int size) {
            this.events = events;
            this.size = size;
        }

        @Override
        public HistoryEvent get(int index) {
            if (index < 0 || index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            return events[index];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
