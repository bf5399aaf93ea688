package dev.kintsugi.core.resume;

import dev.kintsugi.core.job.Job;
import dev.kintsugi.core.project.ProjectHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What somebody saw before they decided: the project's epoch and the versions of the jobs that the decision is about.
 * It is text that travels through people's hands and back, and says by itself what has changed since.
 *
 * @param versions by task
 */
public record StateToken(long epoch, Map<String, Long> versions) {
    /** In characters: the longest that 10,000 tasks can make. */
    public static final int MAX_CHARS = 600_000;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})((?:;[A-Za-z0-9_-]{1,64}=[0-9]{1,18})*)");

    public StateToken {
        versions = Map.copyOf(versions);
    }

    static StateToken of(ProjectHead head, Collection<Job> jobs) {
        Map<String, Long> versions = new TreeMap<>();
        jobs.forEach(job -> versions.put(job.id().task().value(), job.version()));
        return new StateToken(head.epoch(), versions);
    }

    /** None when the text is no token. */
    public static Optional<StateToken> read(String text) {
        if (text.length() > MAX_CHARS || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] parts = text.split(";", -1);
        Map<String, Long> versions = new TreeMap<>();
        for (int at = 1; at < parts.length; at++) {
            int equals = parts[at].indexOf('=');
            versions.put(parts[at].substring(0, equals), Long.parseLong(parts[at].substring(equals + 1)));
        }
        return Optional.of(new StateToken(Long.parseLong(parts[0]), versions));
    }

    public String text() {
        StringBuilder text = new StringBuilder(Long.toString(epoch));
        new TreeMap<>(versions)
                .forEach((task, version) ->
                        text.append(';').append(task).append('=').append(version));
        return text.toString();
    }

    /** What is otherwise now, each a sentence; none when this still holds. */
    List<String> differences(InterimState now) {
        StateToken fresh = now.token();
        List<String> differences = new ArrayList<>();
        if (epoch != fresh.epoch) {
            differences.add(
                    "somebody acted on the project since: its epoch was %d and is %d".formatted(epoch, fresh.epoch));
        }
        TreeSet<String> tasks = new TreeSet<>(versions.keySet());
        tasks.addAll(fresh.versions.keySet());
        for (String task : tasks) {
            Long before = versions.get(task);
            Long after = fresh.versions.get(task);
            if (before == null || !before.equals(after)) {
                differences.add("%s is %s now%s"
                        .formatted(
                                task,
                                now.find(task).map(job -> job.status().word()).orElse("gone"),
                                before == null ? ", and was not when you looked" : ""));
            }
        }
        return differences;
    }
}
