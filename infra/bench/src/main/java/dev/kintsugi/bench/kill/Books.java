package dev.kintsugi.bench.kill;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.Jobs;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.project.Line;
import dev.kintsugi.core.project.Projects;
import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Query;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.session.LostCalls;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the record says of the calls of models, added up by another reader than the product's own.
 *
 * @param recorded the questions that have a reply
 * @param out those that were sent and have none, with what they may cost
 * @param replies what all recorded replies cost, in micro-dollars
 * @param lostTold the lost calls that the audit trail tells of, and what they cost
 * @param lostCounted what the jobs say of the same
 * @param spent what the jobs say that they spent
 */
record Books(
        Set<String> recorded,
        Map<String, Long> out,
        long replies,
        LostCalls lostTold,
        LostCalls lostCounted,
        long spent) {
    private static final Pattern REPLY = Pattern.compile("\\d{6}/[a-z]+/\\d{4}");
    private static final Pattern LOST = Pattern.compile("\\d{6}/[a-z]+/\\d{4}/lost\\d+");

    static final Books EMPTY = new Books(Set.of(), Map.of(), 0, new LostCalls(0, 0), new LostCalls(0, 0), 0);

    /** Those of the newest project. */
    static Books of(Records records) {
        Projects projects = new Projects(records);
        Jobs jobs = new Jobs(records);
        Books books = EMPTY;
        for (ProjectId project : projects.newest(1)) {
            for (Line line : projects.lines(project).toList()) {
                books = books.and(of(records, line.job(), jobs.find(line.job()).orElse(null)));
            }
        }
        return books;
    }

    private static Books of(Records records, JobId id, @org.jspecify.annotations.Nullable Job job) {
        Set<String> recorded = new TreeSet<>();
        long replies = 0;
        LostCalls told = new LostCalls(0, 0);
        for (Item item : records.stream(Query.of(Table.SESSIONS, id.toString())).toList()) {
            String place = item.key().sort();
            if (REPLY.matcher(place).matches()) {
                recorded.add(id.task() + " " + place);
                replies += item.number("cost");
            } else if (LOST.matcher(place).matches()) {
                told = sum(told, new LostCalls(1, item.number("cost")));
            }
        }
        if (job == null) {
            return new Books(recorded, Map.of(), replies, told, new LostCalls(0, 0), 0);
        }
        Map<String, Long> out = new TreeMap<>();
        job.facts().findText("call").map(call -> id.task() + " " + call).ifPresent(call -> {
            if (!recorded.contains(call)) {
                out.put(call, job.reserved());
            }
        });
        return new Books(recorded, out, replies, told, LostCalls.of(job), job.spent());
    }

    private Books and(Books other) {
        Set<String> bothRecorded = new TreeSet<>(recorded);
        bothRecorded.addAll(other.recorded);
        Map<String, Long> bothOut = new TreeMap<>(out);
        bothOut.putAll(other.out);
        return new Books(
                bothRecorded,
                bothOut,
                replies + other.replies,
                sum(lostTold, other.lostTold),
                sum(lostCounted, other.lostCounted),
                spent + other.spent);
    }

    private static LostCalls sum(LostCalls one, LostCalls other) {
        return new LostCalls(one.count() + other.count(), one.microDollars() + other.microDollars());
    }

    /** A question's name, as the record has it. */
    static String name(Turn turn) {
        return String.format(
                Locale.ROOT,
                "%s %06d/%s/%04d",
                turn.task(),
                turn.cycle(),
                turn.role().word(),
                turn.turn());
    }
}
