package dev.kintsugi.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.model.Usage;
import dev.kintsugi.core.records.Chunks;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final JobId JOB = JobId.of("shop-1a2b3c.t1");
    private static final SessionKey SESSION = new SessionKey(JOB, 2, Role.CODER);
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

    private final InMemoryRecords records = new InMemoryRecords();
    private final Sessions sessions = new Sessions(records);

    private static SessionTurn said(int turn, String text) {
        Reply reply = new Reply(text, List.of(), StopReason.END_TURN, Usage.reported(1, 2));
        Exchange exchange =
                new Exchange(new Turn("t1", Role.CODER, 2, turn, turn), "m", "hash", reply, 5, 1, true, List.of());
        return new SessionTurn(turn, SessionTurn.Result.ANSWERED, "", 5, Optional.of(exchange), NOW);
    }

    private static String text(SessionTurn turn) {
        return turn.exchange().orElseThrow().reply().text();
    }

    @Test
    void turns_are_read_as_they_were_recorded_and_no_other_session_is_seen() {
        sessions.record(SESSION, said(1, "one ✓"));
        sessions.record(SESSION, said(2, "two"));
        sessions.record(new SessionKey(JOB, 3, Role.CODER), said(1, "later"));
        sessions.record(new SessionKey(JOB, 2, Role.REVIEWER), said(1, "other"));

        assertThat(sessions.read(JOB, 2, Role.CODER)).containsExactly(said(1, "one ✓"), said(2, "two"));
    }

    @Test
    void the_first_record_of_a_turn_stands() {
        sessions.record(SESSION, said(1, "first"));

        assertThat(text(sessions.record(SESSION, said(1, "second")))).isEqualTo("first");
        assertThat(sessions.read(JOB, 2, Role.CODER))
                .extracting(SessionsTest::text)
                .containsExactly("first");
    }

    @Test
    void half_a_character_is_no_different_in_a_replay() {
        SessionTurn used = sessions.record(SESSION, said(1, "broken \ud83d end"));

        assertThat(sessions.read(JOB, 2, Role.CODER)).containsExactly(used);
    }

    @Test
    void what_does_not_fit_one_item_stands_in_pieces() {
        String noise = noise();
        sessions.record(SESSION, said(1, noise));

        assertThat(text(sessions.read(JOB, 2, Role.CODER).getFirst())).isEqualTo(noise);
        assertThat(records.everything()).hasSizeGreaterThan(4);
        assertThat(records.everything()).allMatch(item -> item.bytes("body").length <= Chunks.PIECE_BYTES);
    }

    @Test
    void pieces_end_at_their_size_exactly() {
        for (int bytes : new int[] {0, 1, Chunks.PIECE_BYTES - 1, Chunks.PIECE_BYTES, Chunks.PIECE_BYTES + 1}) {
            List<byte[]> pieces = Chunks.cut(new byte[bytes]);
            assertThat(pieces).hasSize(bytes <= Chunks.PIECE_BYTES ? 1 : 2);
            assertThat(Chunks.joined(pieces)).hasSize(bytes);
        }
    }

    /** More than one item holds, and nothing that a compression could make small. */
    private static String noise() {
        Random random = new Random(42);
        StringBuilder noise = new StringBuilder();
        while (noise.length() < 2_000_000) {
            noise.append(Long.toString(random.nextLong(), 36));
        }
        return noise.toString();
    }

    @Test
    void everything_that_was_said_or_lost_vanishes_a_year_after_it_was() {
        SessionTurn inPieces = said(1, noise());
        sessions.record(SESSION, inPieces);
        records.write(Write.of(Sessions.lost(SESSION, 1, said(2, "two"))));

        assertThat(records.everything())
                .hasSizeGreaterThan(2)
                .allMatch(item -> item.number(Item.EXPIRES_AT)
                        == inPieces.at().plus(Sessions.KEPT).getEpochSecond());
    }
}
