package dev.kintsugi.git;

import static dev.kintsugi.core.workspace.Given.TASK;
import static dev.kintsugi.core.workspace.Given.id;
import static dev.kintsugi.core.workspace.Given.intent;
import static dev.kintsugi.core.workspace.Given.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.PushOutcome;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks that were left behind are told from locks that are held. */
class LocksTest {
    private static final String REF = TASK.ref();

    @TempDir
    Path temporary;

    private RefLocks locks(Instant now) {
        return new RefLocks(temporary.resolve("notes"), InstantSource.fixed(now));
    }

    private Path lock() throws IOException {
        return Files.writeString(temporary.resolve("ref.lock"), "");
    }

    private void noteOf(long pid, long started) throws IOException {
        Files.createDirectories(temporary.resolve("notes"));
        String name = REF.replace('/', '+') + "." + pid + "." + started + ".x";
        Files.writeString(temporary.resolve("notes").resolve(name), REF);
    }

    @Test
    void a_lock_of_a_dead_process_is_removed_at_once() throws IOException {
        noteOf(Integer.MAX_VALUE, 1);

        assertThat(locks(Instant.now()).removeIfStale(REF, lock())).isTrue();
        assertThat(temporary.resolve("ref.lock")).doesNotExist();
    }

    @Test
    void a_process_id_that_was_given_again_is_not_the_owner() throws IOException {
        noteOf(1, 1);

        assertThat(locks(Instant.now()).removeIfStale(REF, lock())).isTrue();
    }

    @Test
    void a_lock_of_a_living_process_stays() throws IOException {
        ProcessHandle other = ProcessHandle.of(1).orElseThrow();
        noteOf(1, other.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
        noteOf(Integer.MAX_VALUE, 1);

        assertThat(locks(Instant.now()).removeIfStale(REF, lock())).isFalse();
    }

    @Test
    void a_lock_of_nobody_known_stays_until_it_is_old() throws IOException {
        Path lock = lock();
        Instant taken = Instant.ofEpochSecond(1_000_000);
        Files.setLastModifiedTime(lock, FileTime.from(taken));

        assertThat(locks(taken.plus(RefLocks.STALE_AFTER)).removeIfStale(REF, lock))
                .isFalse();
        assertThat(locks(taken.plus(RefLocks.STALE_AFTER).plusSeconds(1)).removeIfStale(REF, lock))
                .isTrue();
        assertThat(locks(Instant.MAX).removeIfStale(REF, lock)).isFalse();
    }

    @Test
    void a_push_gets_past_a_lock_that_was_left_behind() throws IOException {
        GitCommand git = GitCommand.init(temporary.resolve("repository"));
        CommitId base = id(git.commitAll("one"));
        Path lock = git.folder().resolve(".git").resolve(REF + ".lock");
        Files.createDirectories(lock.getParent());
        Files.writeString(lock, "");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(RefLocks.STALE_AFTER.multipliedBy(2))));
        try (Workspace workspace = Repositories.open(git.folder(), temporary.resolve("cache"))) {
            PushIntent intent = intent(workspace, TASK, Optional.empty(), base, put("a", "1"));

            assertThat(workspace.push(intent)).isEqualTo(new PushOutcome.Accepted());
        }
        git.fsck();
    }
}
