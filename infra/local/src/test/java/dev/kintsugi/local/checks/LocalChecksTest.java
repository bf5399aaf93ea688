package dev.kintsugi.local.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kintsugi.core.check.CheckReport;
import dev.kintsugi.core.check.CheckResult;
import dev.kintsugi.core.job.JobId;
import dev.kintsugi.core.job.ProjectId;
import dev.kintsugi.core.plan.Project;
import dev.kintsugi.core.plan.read.PlanReader;
import dev.kintsugi.core.project.ProjectPlan;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.InMemoryRepository;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.TaskFailureException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalChecksTest {
    private static final JobId JOB = JobId.of("shop-abcdef.task");

    @TempDir
    Path root;

    private final InMemoryRepository repository =
            InMemoryRepository.of(Map.of("hello.txt", "hello\n", "package.json", "{}\n"));

    private CheckReport report(String settings) {
        return report(settings, repository.base(), Sandbox.find());
    }

    private CheckReport report(String settings, CommitId commit, Sandbox sandbox) {
        LocalCheckReports reports = new LocalCheckReports(root);
        try (LocalChecks checks = new LocalChecks(root, id -> plan(id, settings), repository, reports, sandbox)) {
            assertThat(build(checks, commit).field("BuildStatus")).isEqualTo("SUCCEEDED");
        }
        return reports.find(JOB, commit).orElseThrow();
    }

    private static Document build(LocalChecks checks, CommitId commit) {
        Document started = checks.start(order(JOB.toString(), commit.hex()));
        assertThat(started.field("BuildStatus")).isEqualTo("IN_PROGRESS");
        return checks.ended(String.valueOf(started.field("Id")))
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static Document order(String job, String commit) {
        return Document.ofValue(Map.of(
                "ProjectName",
                "ChecksProject",
                "EnvironmentVariablesOverride",
                List.of(
                        Map.of("Name", "KINTSUGI_JOB", "Value", job),
                        Map.of("Name", "KINTSUGI_COMMIT", "Value", commit))));
    }

    private ProjectPlan plan(ProjectId id, String settings) {
        Map<String, String> files =
                new TreeMap<>(Map.of("project.yaml", "name: Shop\n" + settings, "task.md", "# Task\n"));
        Project plan = PlanReader.strict().readTexts("shop", files).project();
        return new ProjectPlan(id, "Shop", "/r", repository.base(), 1, "m", "m", plan.settings());
    }

    private static String check(String command) {
        return "checks:\n  - name: one\n    command: |\n      " + command + "\n";
    }

    private CheckResult only(String command) {
        CheckReport report = report(check(command));
        assertThat(report.results()).hasSize(1);
        return report.results().getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void checks_run_in_order_on_the_commits_files_until_one_fails(Sandbox sandbox) {
        assumeTrue(sandbox.works(), "this system has no " + sandbox);
        CheckReport report = report("""
                checks:
                  - name: first
                    command: cat hello.txt
                  - name: second
                    command: echo wrong; exit 3
                  - name: third
                    command: echo never
                """, repository.base(), sandbox);
        assertThat(report.results()).extracting(CheckResult::name).containsExactly("first", "second");
        assertThat(report.results().getFirst().output()).isEqualTo("hello\n");
        assertThat(report.failure().orElseThrow().exitCode()).isEqualTo(3);
        assertThat(report.failure().orElseThrow().output()).isEqualTo("wrong\n");
    }

    @Test
    void a_missing_command_is_told_as_such() {
        CheckResult missing = only("no-such-program --now");
        assertThat(missing.exitCode()).isEqualTo(CommandRun.NOT_FOUND);
        assertThat(missing.output()).contains("no-such-program").contains("a command was not found");
    }

    @ParameterizedTest
    @EnumSource
    void a_command_that_hangs_is_stopped_with_all_its_children(Sandbox sandbox) throws Exception {
        assumeTrue(sandbox.works(), "this system has no " + sandbox);
        CheckReport report = report(
                "checks:\n  - name: hangs\n    timeout: 1\n    command: echo begun; (echo x; sleep 301) & sleep 302\n",
                repository.base(),
                sandbox);
        CheckResult stopped = report.failure().orElseThrow();
        assertThat(stopped.exitCode()).isEqualTo(CommandRun.TIMED_OUT);
        assertThat(stopped.output()).contains("begun").contains("[stopped: it ran longer than 1 s]");
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .arguments()
                                .map(words -> List.of(words).contains("301")
                                        || List.of(words).contains("302"))
                                .orElse(false)))
                .isEmpty();
    }

    @Test
    void a_flood_of_output_costs_nothing_and_its_end_is_kept() {
        CheckResult flood = only("head -c 200000000 /dev/zero | tr '\\0' 'x'; echo; echo the end; exit 1");
        assertThat(flood.output()).hasSize(CheckResult.MAX_OUTPUT).endsWith("x\nthe end\n");
    }

    @Test
    void the_environment_holds_no_credentials_and_a_home_of_its_own() {
        CheckResult environment = only("env; echo home=$HOME; pwd");
        assertThat(environment.output())
                .contains("home=" + root.toAbsolutePath())
                .doesNotContainIgnoringCase("AWS_")
                .doesNotContain("KINTSUGI_", "HOME=" + System.getProperty("user.home") + "\n");
    }

    @Test
    void a_check_has_no_network_unless_it_says_so() {
        assumeTrue(Sandbox.find().canDenyNetwork(), "this system cannot deny the network");
        String interfaces = "cat /proc/net/dev | tail -n +3 | grep -vc lo:";
        assertThat(only(interfaces + " || true").output()).isEqualTo("0\n");
        CheckReport open =
                report("checks:\n  - name: one\n    network: true\n    command: readlink /proc/self/ns/net\n");
        CheckReport denied = report(check("readlink /proc/self/ns/net"));
        assertThat(open.output()).isNotEqualTo(denied.output());
    }

    @Test
    void the_setup_runs_once_and_again_when_a_dependency_file_changed() {
        String settings = "setup: date +%N >> ../home/ran; touch fetched\n" + check("wc -l < ../home/ran; ls fetched");
        assertThat(report(settings).output()).contains("\n1\nfetched\n");
        CommitId other = repository.commitByHand("main", Map.of("hello.txt", "hi\n", "package.json", "{}\n"));
        assertThat(report(settings, other, Sandbox.find()).output()).contains("\n1\nfetched\n");
        CommitId changed = repository.commitByHand("main", Map.of("package.json", "{\"a\":1}\n"));
        assertThat(report(settings, changed, Sandbox.find()).output()).contains("\n2\nfetched\n");
    }

    @Test
    void a_setup_that_fails_is_the_report() {
        CheckReport report = report("setup: echo no registry; exit 7\n" + check("true"));
        assertThat(report.results()).extracting(CheckResult::name).containsExactly("setup");
        assertThat(report.failure().orElseThrow().exitCode()).isEqualTo(7);
    }

    @Test
    void a_file_that_the_next_commit_lacks_is_gone_and_links_lead_nowhere() throws Exception {
        Path outside = Files.writeString(root.resolve("outside.txt"), "mine");
        report(check("ln -s " + outside + " made; mkdir -p out; ln -s " + root + " out/up; rm hello.txt; ln -s "
                + outside + " hello.txt"));
        CommitId next = repository.commitByHand("main", Map.of("hello.txt", "fresh\n", "out/a.txt", "a\n"));
        CheckReport report = report(check("cat hello.txt; ls"), next, Sandbox.find());
        assertThat(report.output()).contains("fresh\n");
        assertThat(outside).hasContent("mine");
    }

    @Test
    void a_build_that_does_not_say_what_to_build_cannot_start() {
        try (LocalChecks checks =
                new LocalChecks(root, id -> plan(id, ""), repository, new LocalCheckReports(root), Sandbox.NONE)) {
            assertThatThrownBy(() -> checks.start(Document.EMPTY)).isInstanceOf(TaskFailureException.class);
            assertThat(checks.ended("gone").toCompletableFuture()).isCompletedExceptionally();
        }
    }

    @Test
    void a_build_that_cannot_run_leaves_no_report() {
        LocalCheckReports reports = new LocalCheckReports(root);
        try (LocalChecks checks = new LocalChecks(
                root,
                id -> {
                    throw new IllegalStateException("no such project");
                },
                repository,
                reports,
                Sandbox.NONE)) {
            assertThat(build(checks, repository.base()).field("BuildStatus")).isEqualTo("FAILED");
        }
        assertThat(reports.find(JOB, repository.base())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "MOUNTS"})
    void a_check_reads_nothing_of_the_callers_home_and_writes_only_to_its_lane(Sandbox sandbox) throws Exception {
        assumeTrue(sandbox.works(), "this system has no " + sandbox);
        Path home = Path.of(System.getProperty("user.home")).toRealPath();
        Path beside = Files.writeString(root.resolve("beside.txt"), "another project's");
        CheckReport report = report(
                check("ls -A " + home + " | wc -l; cat " + beside + "; echo x > " + home.resolve("written")
                        + "; echo x > /etc/written; echo x > " + beside
                        + "; echo mine > ../home/kept; echo t > \"$TMPDIR/t\"; echo t > /tmp/t && cat ../home/kept"
                        + "; mount -o remount,bind,rw /; mount -o remount,bind,rw " + home + "; echo x > /etc/written"),
                repository.base(),
                sandbox);
        assertThat(report.output()).contains("mine\n").doesNotContain("another project's");
        assertThat(home.resolve("written")).doesNotExist();
        assertThat(Path.of("/etc/written")).doesNotExist();
        assertThat(beside).hasContent("another project's");
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_is_refused_unless_the_check_says_network(Sandbox sandbox) throws Exception {
        assumeTrue(sandbox.canDenyNetwork() && sandbox.works(), "this system has no " + sandbox);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String connect = "bash -c 'echo hi > /dev/tcp/127.0.0.1/" + server.getLocalPort() + "' && echo connected";
            assertThat(report(check(connect), repository.base(), sandbox).output())
                    .doesNotContain("connected\n");
            String open = "checks:\n  - name: one\n    network: true\n    command: |\n      " + connect + "\n";
            assertThat(report(open, repository.base(), sandbox).output()).contains("connected\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "MOUNTS", "NAMESPACES"})
    void a_swarm_of_processes_is_stopped_also_when_root_runs_it(Sandbox sandbox) {
        assumeTrue(sandbox.works(), "this system has no " + sandbox);
        CheckResult swarm = report(
                        check("for i in $(seq 1 2200); do sleep 303 & done; sleep 5; echo all of them"),
                        repository.base(),
                        sandbox)
                .failure()
                .orElseThrow();
        assertThat(swarm.output()).doesNotContain("all of them");
    }

    @Test
    void what_a_machine_cannot_protect_is_said() {
        assertThat(Sandbox.BUBBLEWRAP.lacking()).isEmpty();
        assertThat(Sandbox.MOUNTS.lacking()).isEmpty();
        assertThat(Sandbox.NAMESPACES.lacking()).contains("read and write the files that you can");
        assertThat(Sandbox.NONE.lacking().orElseThrow()).contains("use the network");
    }

    @Test
    void a_tool_in_the_callers_home_can_be_used_and_what_lies_beside_it_is_not_seen() throws Exception {
        Path home = Path.of(System.getProperty("user.home")).toRealPath();
        Path tool = Files.createDirectories(
                home.resolve(".kintsugi-test-" + ProcessHandle.current().pid() + "/tool/v1/bin"));
        try {
            Fence fence = Fence.around(
                    new CommandRun.Lane(root),
                    root.resolve("data"),
                    Map.of("PATH", tool + ":/usr/bin:" + home + "/bin"));
            assertThat(fence.tools()).contains(tool.getParent()).doesNotContain(home);
            assertThat(fence.hidden()).contains(home);
        } finally {
            Checkout.delete(tool.getParent().getParent().getParent());
        }
    }
}
