package dev.kintsugi.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.Value;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.review.Severity;
import dev.kintsugi.core.workspace.Branch;
import dev.kintsugi.core.workspace.CommitFacts;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Signature;
import dev.kintsugi.core.workspace.TreeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final JobId ID = JobId.of("shop-abc123.a_1");
    private static final CommitId COMMIT = new CommitId("1234567890123456789012345678901234567890");
    private static final Step STEP = new Step("arn:1", "Execute", Instant.EPOCH, 0);

    private final InMemoryRecords records = new InMemoryRecords();
    private final Jobs jobs = new Jobs(records);

    @BeforeEach
    void a_new_job() {
        records.settle(Jobs.begin(ID, 7, true));
    }

    private Job executing() {
        return jobs.write(jobs.get(ID).change().to(JobStatus.EXECUTING).attempt(1, "arn:1"));
    }

    @Test
    void a_new_job_is_created_and_nothing_else() {
        Job job = jobs.get(ID);

        assertThat(job.status()).isEqualTo(JobStatus.CREATED);
        assertThat(job.place()).isEqualTo(7);
        assertThat(job.hasDependents()).isTrue();
        assertThat(job.attempt()).isZero();
        assertThat(job.spent()).isZero();
        assertThat(job.execution()).isEmpty();
        assertThat(job.intent()).isEmpty();
    }

    @Test
    void what_a_write_answers_is_what_stands_there() {
        Job written = jobs.write(jobs.get(ID)
                .change()
                .to(JobStatus.EXECUTING)
                .attempt(1, "arn:1")
                .head(COMMIT)
                .worker(true)
                .lent(900));
        Job more = jobs.write(
                written.change().remove("head").worker(false).reserve(100).set("note", Value.of("n")));

        assertThat(more.facts()).isEqualTo(jobs.get(ID).facts());
        assertThat(more.version()).isEqualTo(3);
        assertThat(more.head()).isEmpty();
        assertThat(more.holdsWorker()).isFalse();
        assertThat(more.loan()).isEqualTo(800);
    }

    @Test
    void an_illegal_move_is_refused_before_anything_is_written() {
        Job job = jobs.get(ID);

        assertThatThrownBy(() -> job.change().to(JobStatus.PASSED))
                .isInstanceOf(IllegalMove.class)
                .hasMessage("job shop-abc123.a_1 is created and cannot become passed");
        assertThat(jobs.get(ID).version()).isEqualTo(1);
    }

    @Test
    void only_a_reset_leaves_passed() {
        Job passed = jobs.write(executing().change().to(JobStatus.LANDING).to(JobStatus.PASSED));

        assertThatThrownBy(() -> passed.change().to(JobStatus.CREATED)).isInstanceOf(IllegalMove.class);
        assertThat(jobs.write(passed.change().resetToCreated()).status()).isEqualTo(JobStatus.CREATED);
    }

    @Test
    void whoever_worked_on_old_facts_writes_nothing() {
        Job old = executing();
        jobs.write(old.change().head(COMMIT));

        assertThatThrownBy(() -> jobs.write(old.change().to(JobStatus.CHECKING)))
                .isInstanceOf(Contended.class)
                .hasMessageContaining("somebody else wrote in between");
        assertThat(jobs.get(ID).status()).isEqualTo(JobStatus.EXECUTING);
    }

    @Test
    void a_worker_whose_job_was_taken_over_is_told_so() {
        Job old = executing();
        jobs.write(old.change().attempt(2, "arn:2"));

        assertThatThrownBy(() -> jobs.write(old.change().head(COMMIT)))
                .isInstanceOf(Superseded.class)
                .hasMessage("job shop-abc123.a_1 belongs to arn:2 now");
        assertThatThrownBy(() -> jobs.getFor(STEP, ID)).isInstanceOf(Superseded.class);
    }

    @Test
    void a_write_happens_with_all_that_belongs_to_it_or_not_at_all() {
        Job job = executing();
        Item other =
                Item.at(Jobs.headKey(JobId.of("shop-abc123.b"))).with("x", 1).build();
        records.settle(Operation.put(other));

        assertThatThrownBy(() -> jobs.write(job.change().head(COMMIT), Operation.insert(other)))
                .isInstanceOf(Contended.class);
        assertThat(jobs.get(ID).head()).isEmpty();
    }

    @Test
    void of_many_who_write_at_once_one_wins_each_version() throws InterruptedException {
        executing();
        AtomicInteger won = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofPlatform().unstarted(() -> {
                    for (int time = 0; time < 50; time++) {
                        try {
                            Job job = jobs.get(ID);
                            jobs.write(
                                    job.change().set("n", Value.of(job.facts().count("n") + 1)));
                            won.incrementAndGet();
                        } catch (Contended lost) {
                            // Somebody else won this version.
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(jobs.get(ID).facts().count("n")).isEqualTo(won.get());
        assertThat(jobs.get(ID).version()).isEqualTo(2 + won.get());
    }

    @Test
    void money_is_taken_before_a_call_and_what_it_did_not_need_comes_back() {
        Job lent = jobs.write(executing().change().lent(1_000));
        Job out = jobs.write(lent.change().reserve(600));
        assertThat(out.loan()).isEqualTo(400);
        assertThat(out.spent()).isEqualTo(600);
        assertThat(out.reserved()).isEqualTo(600);

        Job back = jobs.write(out.change().costed(250).reserve(300));

        assertThat(back.loan()).isEqualTo(450);
        assertThat(back.spent()).isEqualTo(550);
        assertThat(back.lent()).isEqualTo(1_000);
        Job repaid = jobs.write(back.change().repaid());
        assertThat(repaid.spent()).isEqualTo(550);
        assertThat(repaid.counted()).isEqualTo(550);
        assertThat(repaid.loan()).isZero();
    }

    @Test
    void a_concluded_step_answers_again_what_it_answered_and_another_visit_does_not() {
        Job job = jobs.write(executing().change().concluded(STEP, "{\"outcome\":\"Applied\"}"));

        assertThat(job.answerTo(STEP)).contains("{\"outcome\":\"Applied\"}");
        assertThat(job.answerTo(new Step("arn:1", "Execute", Instant.EPOCH.plusMillis(1), 0)))
                .isEmpty();
        assertThat(job.answerTo(new Step("arn:1", "Review", Instant.EPOCH, 0))).isEmpty();
    }

    @Test
    void an_intent_an_end_and_a_cycle_are_read_as_they_were_written() {
        CommitFacts facts = new CommitFacts(
                List.of(COMMIT),
                new TreeId("abcdefabcdefabcdefabcdefabcdefabcdefabcd"),
                new Signature("Kintsugi", "k@example.com", Instant.ofEpochSecond(1_750_000_000)),
                "a/cycle-1: ünïcode \uD83C\uDF75");
        PushIntent intent = new PushIntent(Branch.ofTask("shop-abc123", "a_1"), Optional.empty(), facts.id(), facts);
        Finding finding = new Finding(Severity.MINOR, "wording", Optional.of("x.md"), OptionalInt.of(3));
        Cycle cycle = new Cycle(
                12,
                List.of(COMMIT),
                "did it",
                List.of("x"),
                List.of(),
                1,
                2,
                "applied",
                List.of(new EditRecord("e1", "exact", 4, "a path with blanks")),
                List.of(finding),
                77,
                Instant.ofEpochMilli(5));
        End end = new End(JobStatus.FAILED, "max_cycles", "x".repeat(End.MAX_REASON));

        jobs.write(executing().change().promise(intent).end(end), Jobs.put(ID, cycle));

        Job job = jobs.get(ID);
        assertThat(job.intent()).contains(intent);
        assertThat(job.end()).contains(end);
        assertThat(jobs.cycle(ID, 12)).contains(cycle);
        assertThat(jobs.cycles(ID)).containsExactly(cycle);
        assertThat(job.change().noPromise().written().intent()).isEmpty();
    }

    @Test
    void a_reason_is_cut_at_its_limit_and_never_through_a_character() {
        assertThat(new End(JobStatus.FAILED, "c", "x".repeat(End.MAX_REASON + 1)).reason())
                .hasSize(End.MAX_REASON);
        String wide = "x".repeat(End.MAX_REASON - 1) + "\uD83C\uDF75";
        assertThat(new End(JobStatus.FAILED, "c", wide).reason()).isEqualTo("x".repeat(End.MAX_REASON - 1));
    }

    @Test
    void ids_are_read_from_text_and_from_the_names_of_executions() {
        assertThat(JobId.findByExecutionName("shop-abc123_a_1_12")).contains(ID);
        assertThat(JobId.findByExecutionName(ID.executionName(3))).contains(ID);
        assertThat(JobId.findByExecutionName("shop-abc123_1")).isEmpty();
        assertThat(JobId.findByExecutionName("shop-abc123_a_x")).isEmpty();
        assertThat(JobId.findByExecutionName("somebody-else")).isEmpty();
        assertThat(JobId.find("shop-abc123.a.b")).isEmpty();
        assertThatThrownBy(() -> JobId.of("shop")).hasMessage("expected a job's id (<project>.<task>), found \"shop\"");
        String longest = "s".repeat(ProjectId.MAX_SLUG_CHARS) + "-abcdef." + "t".repeat(32);
        assertThat(JobId.of(longest).executionName(99_999_999)).hasSizeLessThanOrEqualTo(80);
        assertThatThrownBy(() -> jobs.get(JobId.of("shop-abc123.none")))
                .isInstanceOf(UnknownJob.class)
                .hasMessage("there is no job \"shop-abc123.none\"");
    }
}
