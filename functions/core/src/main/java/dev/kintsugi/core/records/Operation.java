package dev.kintsugi.core.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a write does to one item, if the conditions hold of that item. */
public sealed interface Operation {
    Key key();

    List<Condition> conditions();

    /** Replaces whatever stands under the item's key. */
    static Put put(Item item) {
        return new Put(item, List.of());
    }

    /** Puts the item where nothing stands yet. */
    static Put insert(Item item) {
        return put(item).when(Condition.itemAbsent());
    }

    static Delete delete(Key key) {
        return new Delete(key, List.of());
    }

    /** Changes nothing, but the write is refused unless the conditions hold. */
    static Check check(Key key, Condition first, Condition... more) {
        return new Check(key, joined(List.of(first), more));
    }

    /** Changes single attributes; where nothing stands, it begins an item. */
    static Update update(Key key) {
        return new Update(key, Map.of(), Set.of(), Map.of(), List.of());
    }

    record Put(Item item, List<Condition> conditions) implements Operation {
        public Put {
            conditions = checked(conditions);
        }

        @Override
        public Key key() {
            return item.key();
        }

        public Put when(Condition... more) {
            return new Put(item, joined(conditions, more));
        }
    }

    record Delete(Key key, List<Condition> conditions) implements Operation {
        public Delete {
            conditions = checked(conditions);
        }

        public Delete when(Condition... more) {
            return new Delete(key, joined(conditions, more));
        }
    }

    record Check(Key key, List<Condition> conditions) implements Operation {
        public Check {
            conditions = checked(conditions);
            if (conditions.isEmpty()) {
                throw new IllegalArgumentException("A check of " + key + " needs a condition.");
            }
        }
    }

    /** An attribute is set, removed or added to, one of these; what is not named stays as it is. */
    record Update(
            Key key, Map<String, Value> set, Set<String> remove, Map<String, Long> add, List<Condition> conditions)
            implements Operation {
        public Update {
            set = Collections.unmodifiableMap(new TreeMap<>(set));
            remove = Collections.unmodifiableSet(new TreeSet<>(remove));
            add = Collections.unmodifiableMap(new TreeMap<>(add));
            conditions = checked(conditions);
            set.forEach(Item::requireAttribute);
            remove.forEach(name -> Item.requireAttribute(name, Value.of(true)));
            add.forEach((name, number) -> Item.requireAttribute(name, Value.of(number)));
            requireOneChangeEach(key, set, remove, add);
        }

        public Update set(String name, Value value) {
            Map<String, Value> changed = new TreeMap<>(set);
            changed.put(name, value);
            return new Update(key, changed, remove, add, conditions);
        }

        public Update set(String name, String text) {
            return set(name, Value.of(text));
        }

        public Update set(String name, long number) {
            return set(name, Value.of(number));
        }

        public Update set(String name, boolean flag) {
            return set(name, Value.of(flag));
        }

        public Update set(String name, Instant moment) {
            return set(name, Value.of(moment));
        }

        /** Seconds, as a table's clean-up reads them; see {@link Item.Builder#expiring}. */
        public Update expiring(Instant moment) {
            return set(Item.EXPIRES_AT, moment.getEpochSecond());
        }

        public Update remove(String name) {
            Set<String> changed = new TreeSet<>(remove);
            changed.add(name);
            return new Update(key, set, changed, add, conditions);
        }

        /** Adds to a number, which begins at 0; a negative number takes away. */
        public Update add(String name, long number) {
            Map<String, Long> changed = new TreeMap<>(add);
            changed.merge(name, number, Math::addExact);
            return new Update(key, set, remove, changed, conditions);
        }

        public Update when(Condition... more) {
            return new Update(key, set, remove, add, joined(conditions, more));
        }

        private static void requireOneChangeEach(
                Key key, Map<String, Value> set, Set<String> remove, Map<String, Long> add) {
            Set<String> names = new TreeSet<>(set.keySet());
            names.addAll(remove);
            names.addAll(add.keySet());
            int changes = set.size() + remove.size() + add.size();
            if (names.size() < changes) {
                throw new IllegalArgumentException("An update of " + key + " changes an attribute twice.");
            }
            if (changes > RecordLimits.UPDATE_CHANGES) {
                throw new IllegalArgumentException("An update of %s changes %d attributes; at most %d are possible."
                        .formatted(key, changes, RecordLimits.UPDATE_CHANGES));
            }
        }
    }

    /**
     * Whether saying this again, after the answer was lost and somebody else wrote in between, could not be told from
     * saying it twice: a number added to twice counts twice, and a deleted item bears no write id. Such an operation
     * is a transaction even when it is alone, because a transaction has a token by which the store itself knows it; a check exists in
     * transactions only.
     */
    default boolean leavesNoTrace() {
        return switch (this) {
            case Put put -> false;
            case Check check -> true;
            case Delete delete -> !delete.conditions().isEmpty();
            case Update update -> !pins(update.conditions(), update.add().keySet());
        };
    }

    private static boolean pins(List<Condition> conditions, Set<String> names) {
        return names.stream()
                .allMatch(name -> conditions.stream()
                        .anyMatch(condition -> condition instanceof Condition.Equal equal
                                && equal.name().equals(name)));
    }

    private static List<Condition> checked(List<Condition> conditions) {
        if (conditions.size() > RecordLimits.CONDITIONS) {
            throw new IllegalArgumentException("An operation has %d conditions; at most %d are possible."
                    .formatted(conditions.size(), RecordLimits.CONDITIONS));
        }
        return List.copyOf(conditions);
    }

    private static List<Condition> joined(List<Condition> conditions, Condition... more) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(List.of(more));
        return all;
    }
}
