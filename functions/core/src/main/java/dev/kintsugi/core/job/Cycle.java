package dev.kintsugi.core.job;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.review.Finding;
import dev.kintsugi.core.workspace.CommitId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one round came to, as far as it got; written once when the round's work is committed, once more when it is judged.
 *
 * @param number counts over the job's whole life
 * @param commits the round's own, and one more for each {@code continue}; none when there was nothing to do
 * @param summary the coder's words in one line
 * @param files the files it wrote
 * @param outside those of them that lie outside the task's scope
 * @param applied how many edits are in the files
 * @param failed how many are not
 * @param verdict a word: {@code applied}, {@code check_failed}, {@code changes_requested}, {@code approved} ...
 * @param edits the ledger: what became of every edit that was asked for
 * @param findings what is open after it: what the next coder is told and the next reviewer has to verify
 */
public record Cycle(
        int number,
        List<CommitId> commits,
        String summary,
        List<String> files,
        List<String> outside,
        int applied,
        int failed,
        String verdict,
        List<EditRecord> edits,
        List<Finding> findings,
        long costMicroDollars,
        Instant at) {
    /** Every edit is in, and nobody has judged it yet. */
    public static final String APPLIED = "applied";

    /** Some edits are missing. */
    public static final String PARTIAL = "partial";

    private static final String PREFIX = "cycle/";

    public Cycle {
        commits = List.copyOf(commits);
        files = List.copyOf(files);
        outside = List.copyOf(outside);
        edits = List.copyOf(edits);
        findings = List.copyOf(findings);
    }

    /** The same round, judged. */
    public Cycle judged(String word, List<Finding> open, long moreMicroDollars) {
        return new Cycle(
                number,
                commits,
                summary,
                files,
                outside,
                applied,
                failed,
                word,
                edits,
                open,
                costMicroDollars + moreMicroDollars,
                at);
    }

    /** The same round with one commit more. */
    public Cycle and(Optional<CommitId> more) {
        List<CommitId> all =
                Stream.concat(commits.stream(), more.stream()).distinct().toList();
        return new Cycle(
                number, all, summary, files, outside, applied, failed, verdict, edits, findings, costMicroDollars, at);
    }

    /** The same round with what a continue added to it; an edit's last word counts. */
    public Cycle continued(Cycle more) {
        Map<String, EditRecord> ledger = new LinkedHashMap<>();
        Stream.concat(edits.stream(), more.edits.stream()).forEach(edit -> ledger.put(edit.id(), edit));
        return new Cycle(
                number,
                both(commits, more.commits),
                summary,
                both(files, more.files),
                both(outside, more.outside),
                (int) ledger.values().stream().filter(EditRecord::isApplied).count(),
                (int) ledger.values().stream().filter(EditRecord::failed).count(),
                more.verdict,
                List.copyOf(ledger.values()),
                findings,
                more.costMicroDollars,
                more.at);
    }

    private static <T> List<T> both(List<T> one, List<T> more) {
        return Stream.concat(one.stream(), more.stream()).distinct().toList();
    }

    public Optional<CommitId> commit() {
        return commits.isEmpty() ? Optional.empty() : Optional.of(commits.getLast());
    }

    static Key key(JobId job, int number) {
        return new Key(Table.JOBS, job.toString(), String.format(Locale.ROOT, PREFIX + "%06d", number));
    }

    static String prefix() {
        return PREFIX;
    }

    Item item(JobId job) {
        return Item.at(key(job, number))
                .with("number", number)
                .withTexts("commits", commits.stream().map(CommitId::hex).toList())
                .with("summary", summary)
                .withTexts("files", files)
                .withTexts("outside", outside)
                .with("applied", applied)
                .with("failed", failed)
                .with("verdict", verdict)
                .withTexts("edits", edits.stream().map(EditRecord::stored).toList())
                .with("findings", findings.stream().map(StoredFinding::of).toList())
                .with("cost", costMicroDollars)
                .with("at", at)
                .build();
    }

    static Cycle read(Item item) {
        return new Cycle(
                (int) item.number("number"),
                item.texts("commits").stream().map(CommitId::new).toList(),
                item.text("summary"),
                item.texts("files"),
                item.texts("outside"),
                (int) item.number("applied"),
                (int) item.number("failed"),
                item.text("verdict"),
                item.texts("edits").stream().map(EditRecord::read).toList(),
                item.list("findings").stream().map(StoredFinding::read).toList(),
                item.number("cost"),
                item.moment("at"));
    }
}
