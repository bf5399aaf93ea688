package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Author;
import dev.kintsugi.core.plan.Check;
import dev.kintsugi.core.plan.ContextWindows;
import dev.kintsugi.core.plan.Gate;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.PlanLimits;
import dev.kintsugi.core.plan.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every key of the project file. */
final class ProjectKeys {
    static final Key<String> NAME = new Key<>(
            "name",
            Kinds.line(PlanLimits.NAME_CHARS),
            "the folder's name",
            "Its first 25 letters or digits begin the project's id.",
            "Login pages");
    static final Key<String> REPOSITORY = new Key<>(
            "repository",
            ProjectKinds.repository(),
            "given when it is run",
            "Where the code is: a folder, file:// or https:// (never with a password in it).",
            "https://github.com/you/app.git");
    static final Key<String> BASE = new Key<>(
            "base", ProjectKinds.base(), "the branch that is checked out", "Branch or commit to begin at.", "main");
    static final Key<String> MODEL = new Key<>(
            "model",
            Kinds.line(PlanLimits.MODEL_CHARS),
            "given when it is run",
            "The coder's model.",
            "openai:http://localhost:11434/v1#qwen3-coder");
    static final Key<String> REVIEWER_MODEL = new Key<>(
            "reviewer_model",
            Kinds.line(PlanLimits.MODEL_CHARS),
            "the coder's",
            "The reviewer's model.",
            "bedrock:anthropic.claude-sonnet-4-5");
    static final Key<Integer> MAX_WORKERS = new Key<>(
            "max_workers",
            Kinds.whole(1, PlanLimits.WORKERS, ""),
            Settings.DEFAULT_WORKERS + ", or " + Settings.LOCAL_MODEL_WORKERS + " with a model on this machine",
            "Tasks worked on at the same time.",
            "4");
    static final Key<Integer> MAX_REVIEW_CYCLES = TaskKeys.MAX_REVIEW_CYCLES;
    static final Key<MicroDollars> MAX_BUDGET_USD = TaskKeys.MAX_BUDGET_USD;
    static final Key<MicroDollars> PROJECT_BUDGET_USD = new Key<>(
            "project_budget_usd",
            Kinds.money(false),
            "what its tasks may cost together",
            "US dollars that the whole project may cost.",
            "20.00");
    static final Key<ContextWindows> CONTEXT_TOKENS = new Key<>(
            "context_tokens",
            ProjectKinds.contextWindows(),
            "asked of the model's server",
            "Tokens that fit a prompt, for every model or per model.",
            "32768");
    static final Key<String> SETUP = new Key<>(
            "setup",
            Kinds.text(PlanLimits.TEXT_CHARS),
            "none",
            "Fetches what the checks need; runs once, with network.",
            "npm ci");
    static final Key<List<Located<Check>>> CHECKS = new Key<>(
            "checks",
            Kinds.listOf(ProjectKinds.check(), PlanLimits.CHECKS),
            "none",
            "Commands that every round must pass, in order.",
            "[{name: tests, command: npm test, timeout: 10m, network: false}]");
    static final Key<Gate> GATE = TaskKeys.GATE;
    static final Key<List<Located<String>>> APPROVERS = new Key<>(
            "approvers",
            Kinds.listOf(Kinds.line(PlanLimits.MODEL_CHARS), PlanLimits.LIST_ITEMS),
            "whoever may call",
            "Who may approve.",
            "[arn:aws:iam::123456789012:user/ana]");
    static final Key<Duration> APPROVAL_TIMEOUT = new Key<>(
            "approval_timeout",
            Period.between(Duration.ofMinutes(1), Duration.ofDays(365)),
            Period.words(Settings.DEFAULT_APPROVAL_TIMEOUT),
            "How long a question to a person stays open by itself.",
            "7d");
    static final Key<Author> AUTHOR = new Key<>(
            "author",
            ProjectKinds.author(),
            "Kintsugi",
            "Whose name stands in the commits.",
            "\"Ana <ana@example.com>\"");
    static final Key<List<Located<String>>> GOALS = new Key<>(
            "goals",
            Kinds.listOf(Kinds.text(PlanLimits.TEXT_CHARS), PlanLimits.LIST_ITEMS),
            "none",
            "What the project is for; every task's coder and reviewer reads it.",
            "[People can sign in with their e-mail address]");
    static final Key<List<Located<String>>> CONSTRAINTS = new Key<>(
            "constraints",
            Kinds.listOf(Kinds.text(PlanLimits.TEXT_CHARS), PlanLimits.LIST_ITEMS),
            "none",
            "What no task may do; every task's coder and reviewer reads it.",
            "[No new dependencies]");
    static final Key<String> CONTEXT = new Key<>(
            "context",
            Kinds.text(PlanLimits.TEXT_CHARS),
            "none",
            "What else everybody should know.",
            "The code follows PEP 8.");
    static final Key<Boolean> HEALING = new Key<>(
            "healing", Kinds.flag(), "false", "true: a failed task gets a narrower one that repairs it.", "true");
    static final Key<Integer> HEALING_MAX_ATTEMPTS = new Key<>(
            "healing_max_attempts",
            Kinds.whole(1, PlanLimits.HEALING_ATTEMPTS, ""),
            "1",
            "Repairs tried for one task.",
            "1");
    static final Key<MicroDollars> HEALING_BUDGET_RESERVE = new Key<>(
            "healing_budget_reserve",
            Kinds.money(true),
            "0",
            "US dollars of the project's budget that only repairs may use.",
            "5.00");
    static final Key<Node.Table> DEFAULTS = new Key<>(
            "defaults",
            ProjectKinds.table(),
            "none",
            "Any key of a task, for all tasks that do not say otherwise.",
            "{labels: [web], priority: 2}");

    static final List<Key<?>> ALL = List.of(
            NAME,
            REPOSITORY,
            BASE,
            MODEL,
            REVIEWER_MODEL,
            MAX_WORKERS,
            MAX_REVIEW_CYCLES,
            MAX_BUDGET_USD,
            PROJECT_BUDGET_USD,
            CONTEXT_TOKENS,
            SETUP,
            CHECKS,
            GATE,
            APPROVERS,
            APPROVAL_TIMEOUT,
            AUTHOR,
            GOALS,
            CONSTRAINTS,
            CONTEXT,
            HEALING,
            HEALING_MAX_ATTEMPTS,
            HEALING_BUDGET_RESERVE,
            DEFAULTS);

    static final List<String> NAMES = ALL.stream().<String>map(Key::name).toList();

    /** Keys of the systems that the first plans were written for, with what to do instead. */
    static final Map<String, String> UNUSED = Map.of(
            "description", "say it in context",
            "working_dir", "paths begin at the repository's root",
            "agentmail", "tasks do not write to each other",
            "agentmail_port", "tasks do not write to each other",
            "hail_timeout", "approval_timeout says how long a person is waited for",
            "max_context_tokens", "write context_tokens",
            "routing", "name a model per task",
            "auto_decompose", "tasks are not split by themselves",
            "requires_beads", "what is outside the plan is taken to be done",
            "requires_nebulae", "what is outside the plan is taken to be done");

    private ProjectKeys() {}
}
