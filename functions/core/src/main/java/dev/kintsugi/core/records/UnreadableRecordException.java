package dev.kintsugi.core.records;

/** A record is not as this program writes them: another version's, or changed by hand. A bug or a person's deed. */
public final class UnreadableRecordException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private UnreadableRecordException(String message) {
        super(message);
    }

    static UnreadableRecordException missing(String where, String name, String expected) {
        return new UnreadableRecordException(
                "%s has no attribute \"%s\"; expected %s.".formatted(where, name, expected));
    }

    static UnreadableRecordException otherKind(String where, String name, String expected, String found) {
        return new UnreadableRecordException(
                "%s: attribute \"%s\" is %s; expected %s.".formatted(where, name, found, expected));
    }

    /** For an adapter whose store will not add, and does not say to which attribute. */
    public static UnreadableRecordException notANumber(Key key) {
        return new UnreadableRecordException(key + ": an attribute to be added to is no number.");
    }

    /** For an adapter that finds what no {@link Value} can hold. */
    public static UnreadableRecordException strange(String where, String name, String found) {
        return new UnreadableRecordException(
                "%s: attribute \"%s\" is %s, which this program never writes.".formatted(where, name, found));
    }
}
