package dev.kintsugi.core.records;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Records in the memory of this process, gone with it. For scenarios that need no disk; correct under many threads. */
public final class InMemoryRecords implements Records {
    private final NavigableMap<Key, Item> items = new TreeMap<>();
    private final RecentWrites recent = new RecentWrites();

    @Override
    public synchronized Optional<Item> get(Key key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public synchronized Page query(Query query) {
        PageFiller page = new PageFiller(query);
        // A prefix sorts before every key that begins with it, and one is never empty: a space is the least there is.
        Key from = new Key(
                query.table(),
                query.partition(),
                query.after().orElse(query.prefix().isEmpty() ? " " : query.prefix()));
        for (Item item : items.tailMap(from, query.after().isEmpty()).values()) {
            if (!page.takes(item)) {
                break;
            }
        }
        return page.page();
    }

    @Override
    public synchronized WriteAnswer write(Write write) {
        if (recent.has(write)) {
            return WriteAnswer.done();
        }
        Verdict verdict = Verdict.on(write, this::get);
        verdict.changes().forEach(this::change);
        if (verdict.answer() instanceof WriteAnswer.Done) {
            recent.add(write);
        }
        return verdict.answer();
    }

    /** Everything there is, in the order of the keys: what a test or a scenario looks at afterwards. */
    public synchronized List<Item> everything() {
        return new ArrayList<>(items.values());
    }

    private void change(Key key, Optional<Item> after) {
        after.ifPresentOrElse(item -> items.put(key, item), () -> items.remove(key));
    }
}
