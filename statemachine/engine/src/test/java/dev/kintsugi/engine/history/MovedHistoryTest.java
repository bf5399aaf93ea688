package dev.kintsugi.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovedHistoryTest {
    private final History history = new History();
    private final List<HistoryEvent> all = new ArrayList<>();

    @Test
    void events_moved_elsewhere_are_read_there_and_what_comes_after_is_kept_here() {
        append(40);
        assertThat(history.isHeld()).isTrue();
        history.moveTo(List.copyOf(all));
        assertThat(history.isHeld()).isFalse();
        append(1);
        append(40);
        history.show();

        assertThat(history.view()).containsExactlyElementsOf(all).hasSize(81);
        assertThat(history.isHeld()).isTrue();
        assertThatThrownBy(() -> history.view().get(81)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_list_that_is_not_all_of_it_is_not_trusted() {
        append(3);
        history.show();
        history.moveTo(List.copyOf(all.subList(0, 2)));

        assertThat(history.isHeld()).isTrue();
        assertThat(history.view()).containsExactlyElementsOf(all);
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            HistoryEvent event = new HistoryEvent(
                    all.size() + 1,
                    all.size(),
                    Instant.EPOCH,
                    HistoryEventType.TASK_STATE_ABORTED,
                    new EventDetails.None());
            all.add(event);
            history.append(event);
        }
    }
}
