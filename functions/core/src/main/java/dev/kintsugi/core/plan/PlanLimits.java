package dev.kintsugi.core.plan;

/** The largest plan that is taken, each limit with its unit and written once. */
public final class PlanLimits {
    /** A plan that is submitted; one that is only validated may be larger. */
    public static final int SUBMITTED_TASKS = 10_000;

    /** Bytes of all files of a plan submitted through the API. */
    public static final int SUBMITTED_PLAN_BYTES = 5 * 1024 * 1024;

    /** Bytes of one task submitted through the API: a record holds 400 KB. */
    public static final int SUBMITTED_TASK_BYTES = 300 * 1024;

    /** Bytes of one file that is read at all; what is larger is no plan, and reading it would only cost memory. */
    public static final int FILE_BYTES = 5 * 1024 * 1024;

    /** Files that are read in one go. */
    public static final int FILES = 200_000;

    /** Levels of tables and lists in front matter; the deepest legal plan has three. */
    public static final int NESTING_LEVELS = 32;

    /** Aliases in one YAML document. They are shared, never copied, so this bounds patience rather than memory. */
    public static final int YAML_ALIASES = 100;

    /** Syntax errors told of one file; after that the rest is noise. */
    public static final int SYNTAX_ERRORS_PER_FILE = 20;

    /** Problems kept in one report; those beyond are counted. */
    public static final int PROBLEMS = 10_000;

    public static final int TITLE_CHARS = 200;
    public static final int WORD_CHARS = 64;
    public static final int NAME_CHARS = 100;
    public static final int MODEL_CHARS = 300;
    public static final int TEXT_CHARS = 50_000;
    public static final int PATH_CHARS = 1_024;
    public static final int LIST_ITEMS = 1_000;
    public static final int DEPENDENCIES = 200_000;
    public static final int CHECKS = 50;
    public static final int PRIORITY = 1_000;
    public static final int REVIEW_CYCLES = 100;
    public static final int WORKERS = 1_000;
    public static final int HEALING_ATTEMPTS = 10;

    private PlanLimits() {}
}
