package dev.kintsugi.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What SQS itself does besides, and its other side in tests does not: for the queues that this program keeps itself. */
public abstract class StrictQueuesContract extends QueuesContract {
    @Test
    void what_somebody_is_working_on_is_not_sent_back() {
        queues.send(work, Message.of("poison"));
        receiveAndReturn(work);
        receiveAndReturn(work);
        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
        Delivery looked = receiveOne(dead);

        queues.redrive(dead);

        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
        queues.hide(dead, looked.receipt(), Duration.ZERO);
        assertThat(receiveOne(dead).id()).isEqualTo(looked.id());
    }

    @Test
    void what_was_sent_to_the_dead_letter_queue_directly_came_from_nowhere_and_stays() {
        queues.send(dead, Message.of("forged"));
        queues.send(work, Message.of("poison"));
        receiveAndReturn(work);
        receiveAndReturn(work);
        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();

        queues.redrive(dead);

        assertThat(receiveOne(work).body()).isEqualTo("poison");
        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
        assertThat(receiveOne(dead).body()).isEqualTo("forged");
    }

    @Test
    void a_moved_message_has_a_new_id() {
        queues.send(work, Message.of("poison"));
        Delivery first = receiveOne(work);
        queues.hide(work, first.receipt(), Duration.ZERO);
        receiveAndReturn(work);
        assertThat(queues.receive(work, 10, MINUTE)).isEmpty();
        assertThat(queues.depth(dead)).isEqualTo(new Depth(1, 0, 0));

        queues.redrive(dead);

        assertThat(receiveOne(work).id()).isNotEqualTo(first.id());
    }

    @Test
    void a_receipt_of_an_earlier_delivery_does_nothing() {
        queues.send(other, Message.of("a"));
        Delivery first = receiveOne(other);
        clock.pass(MINUTE);
        Delivery second = receiveOne(other);

        queues.delete(other, first.receipt());
        queues.hide(other, first.receipt(), Duration.ZERO);

        assertThat(queues.receive(other, 10, MINUTE)).isEmpty();
        assertThat(queues.depth(other)).isEqualTo(new Depth(0, 1, 0));
        queues.delete(other, second.receipt());
        assertThat(queues.depth(other).total()).isZero();
    }

    @Test
    void a_message_that_has_returned_already_is_not_hidden_by_its_receipt() {
        queues.send(other, Message.of("a"));
        Delivery first = receiveOne(other);
        clock.pass(MINUTE);

        queues.hide(other, first.receipt(), Duration.ofHours(1));

        assertThat(receiveOne(other).id()).isEqualTo(first.id());
    }

    @Test
    void a_message_is_kept_for_the_queues_retention_and_no_longer() {
        QueueName brief = new QueueName(other.text() + "-brief");
        Queues kept = open(List.of(QueueSettings.of(brief).keeping(Duration.ofHours(1))), clock);
        kept.send(brief, new Message("a", Map.of()));

        clock.pass(Duration.ofMinutes(59));
        assertThat(kept.receive(brief, 1, Duration.ZERO)).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        assertThat(kept.receive(brief, 1, Duration.ZERO)).isEmpty();
    }
}
