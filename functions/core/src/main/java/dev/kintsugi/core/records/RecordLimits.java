package dev.kintsugi.core.records;

/** The most that a record, a write or a page may hold; DynamoDB's limits, kept by every implementation. */
public final class RecordLimits {
    public static final int PARTITION_KEY_BYTES = 2_048;
    public static final int SORT_KEY_BYTES = 1_024;
    public static final int ATTRIBUTE_NAME_BYTES = 255;
    /** How deep lists and maps may stand inside one another. */
    public static final int NESTING_LEVELS = 32;

    public static final int ITEM_BYTES = 400 * 1_024;
    public static final int WRITE_BYTES = 4 * 1_024 * 1_024;
    public static final int WRITE_OPERATIONS = 100;

    /** Conditions of one operation; with {@link #ONE_OF_VALUES} this keeps an expression under DynamoDB's 4 KB. */
    public static final int CONDITIONS = 10;

    public static final int ONE_OF_VALUES = 50;
    /** Attributes that one update sets, removes or adds to. */
    public static final int UPDATE_CHANGES = 50;

    public static final int PAGE_ITEMS = 1_000;
    /** A page ends with the item that brings it to this size. */
    public static final int PAGE_BYTES = 1_024 * 1_024;

    /** A client request token, which a write id becomes, may be this long. */
    public static final int WRITE_ID_CHARACTERS = 36;

    private RecordLimits() {}
}
