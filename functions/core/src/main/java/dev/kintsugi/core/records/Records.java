package dev.kintsugi.core.records;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Everything durable, behind three calls. Narrow on purpose: what DynamoDB, SQLite and memory can all do in the same
 * way, so that everything above is written once. There is no scan and no index; what must be found is found by key.
 *
 * <p>Reads are consistent: they see every write that was answered before they began. What has expired may still be
 * there, so whoever cares looks at the time.
 */
public interface Records {
    /**
     * The item under the key, if there is one.
     *
     * @throws RecordsBusyException when the store could not be asked
     */
    Optional<Item> get(Key key);

    /**
     * One page of a partition. Each page is consistent by itself; what changes between two pages may be seen or not.
     *
     * @throws RecordsBusyException when the store could not be asked
     */
    Page query(Query query);

    /** Does all of the write, or nothing. */
    WriteAnswer write(Write write);

    /** {@link #write}, for a caller who has no other use for {@link WriteAnswer.Busy} than to give up for now. */
    default WriteAnswer.Settled settle(Write write) {
        return switch (write(write)) {
            case WriteAnswer.Settled settled -> settled;
            case WriteAnswer.Busy busy -> throw new RecordsBusyException(busy.reason());
        };
    }

    /** {@link #settle} with operations that need no name of their own. */
    default WriteAnswer.Settled settle(Operation... operations) {
        return settle(Write.of(operations));
    }

    /** Every item of a query, page after page, each page asked for when it is needed. */
    default Stream<Item> stream(Query query) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Pages(this, query), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }

    /** Walks a query's pages as if they were one list. */
    final class Pages implements Iterator<Item> {
        private final Records records;
        private Optional<Query> rest;
        private Iterator<Item> page = List.<Item>of().iterator();

        private Pages(Records records, Query query) {
            this.records = records;
            this.rest = Optional.of(query);
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && rest.isPresent()) {
                Query query = rest.get();
                Page read = records.query(query);
                page = read.items().iterator();
                rest = read.next().map(query::after);
            }
            return page.hasNext();
        }

        @Override
        public Item next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The query has no further item.");
            }
            return page.next();
        }
    }
}
