package dev.kintsugi.core.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills a page as DynamoDB would: up to so many items, and no further once it has reached a megabyte. */
public final class PageFiller {
    private final Query query;
    private final List<Item> items = new ArrayList<>();
    private long bytes;
    private boolean more;

    public PageFiller(Query query) {
        this.query = query;
    }

    /** Offers the next item of the table in order; false when the page needs no further one. */
    public boolean takes(Item item) {
        if (!belongs(item.key())) {
            return false;
        }
        if (items.size() == query.most() || bytes >= RecordLimits.PAGE_BYTES) {
            more = true;
            return false;
        }
        items.add(item);
        bytes += ItemSize.of(item);
        return true;
    }

    public Page page() {
        return new Page(items, more ? Optional.of(items.getLast().key().sort()) : Optional.empty());
    }

    private boolean belongs(Key key) {
        return key.table() == query.table()
                && key.partition().equals(query.partition())
                && key.sort().startsWith(query.prefix());
    }
}
