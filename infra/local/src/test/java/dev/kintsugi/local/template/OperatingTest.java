package dev.kintsugi.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.handlers.journal.Line;
import dev.kintsugi.handlers.journal.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What operates the stack: alarms, dashboard, logs, and the pages about them, held against what there is. */
class OperatingTest {
    private static final String TEXT = text();
    private static final Node ROOT = new Node("the template", TemplateYaml.read(TEXT));
    private static final Node RESOURCES = ROOT.at("Resources");

    /** Functions that use their time up by design and yield: a time-out near is no sign of anything. */
    private static final Set<String> YIELDING = Set.of("ExecuteFunction", "ReviewFunction", "HealFunction");

    private static List<String> named(String type) {
        return RESOURCES.keys().stream()
                .filter(name -> RESOURCES.at(name).at("Type").text().equals(type))
                .toList();
    }

    private static Set<String> functionsIn(String resource) {
        return Pattern.compile("\\b(\\w+Function)\\b")
                .matcher(String.valueOf(RESOURCES.at(resource).at("Properties").value()))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_alarm_has_its_page_in_the_run_book_and_every_page_its_alarm() throws Exception {
        String guide = Files.readString(Path.of("..", "README.md"));
        assertThat(Pattern.compile("(?m)^### (\\w+)$").matcher(guide).results().map(page -> page.group(1)))
                .containsExactlyInAnyOrderElementsOf(named("AWS::CloudWatch::Alarm"));
    }

    @Test
    void every_parameter_stands_in_the_guide() throws Exception {
        String guide = Files.readString(Path.of("..", "README.md"));
        assertThat(ROOT.at("Parameters").keys())
                .allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
    }

    @Test
    void no_function_is_without_its_alarms() {
        List<String> functions = named(ResourceTypes.FUNCTION);
        Set<String> errors = functionsIn("WorkerErrorsAlarm");
        errors.addAll(functionsIn("BookkeepingErrorsAlarm"));
        // The gateway's own alarm stands for the API's.
        errors.add("ApiFunction");
        assertThat(errors).containsExactlyInAnyOrderElementsOf(functions);
        assertThat(functionsIn("ThrottlesAlarm")).containsExactlyInAnyOrderElementsOf(functions);
        Set<String> watched = functionsIn("SlowAlarm");
        watched.addAll(YIELDING);
        assertThat(watched).containsExactlyInAnyOrderElementsOf(functions);
    }

    @Test
    void every_function_names_its_code_itself_for_packaging_looks_nowhere_else() {
        assertThat(named(ResourceTypes.FUNCTION))
                .allSatisfy(name -> assertThat(RESOURCES
                                .at(name)
                                .at("Properties")
                                .at("CodeUri")
                                .text())
                        .isEqualTo("../functions/handlers/target/kintsugi-handlers.zip"));
    }

    @Test
    void slow_is_measured_by_each_functions_own_time_out() {
        String expression =
                String.valueOf(RESOURCES.at("SlowAlarm").at("Properties").value());
        for (String function : functionsIn("SlowAlarm")) {
            int timeout = RESOURCES.at(function).at("Properties").at("Timeout").number();
            String id = "took" + function.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                    + function.substring(1).replace("Function", "");
            assertThat(expression).contains(id + " / " + timeout * 10);
        }
    }

    @Test
    void what_alarms_and_dashboard_show_is_what_the_journal_counts() {
        Set<String> shown = Pattern.compile("Namespace: Kintsugi\\s+MetricName: (\\w+)"
                        + "|Namespace: Kintsugi, MetricName: (\\w+)|\"Kintsugi\", \"(\\w+)\"")
                .matcher(TEXT)
                .results()
                .flatMap(found -> Arrays.asList(found.group(1), found.group(2), found.group(3)).stream())
                .filter(name -> name != null)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Metric.values())
                        .map(Metric::word)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(TEXT).contains("Namespace: " + Line.NAMESPACE);
    }

    @Test
    void logs_end_and_stay_private_and_machines_log_no_payloads() {
        for (String group : named("AWS::Logs::LogGroup")) {
            assertThat(RESOURCES
                            .at(group)
                            .at("Properties")
                            .at("RetentionInDays")
                            .at("Ref")
                            .text())
                    .isEqualTo("LogRetentionDays");
        }
        for (String machine : named(ResourceTypes.MACHINE)) {
            Node logging = RESOURCES.at(machine).at("Properties").at("Logging");
            assertThat(logging.at("Level").text()).isEqualTo("ALL");
            assertThat(logging.at("IncludeExecutionData").value()).isEqualTo(false);
        }
    }

    @Test
    void tables_outlive_the_stack_and_can_be_turned_back() {
        for (String table : named(ResourceTypes.TABLE)) {
            Node resource = RESOURCES.at(table);
            assertThat(resource.at("DeletionPolicy").text()).isEqualTo("Retain");
            assertThat(resource.at("UpdateReplacePolicy").text()).isEqualTo("Retain");
            Node own = resource.at("Properties");
            assertThat(own.at("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
            assertThat(own.at("SSESpecification").at("SSEEnabled").value()).isEqualTo(true);
            assertThat(own.at("PointInTimeRecoverySpecification")
                            .at("PointInTimeRecoveryEnabled")
                            .value())
                    .isEqualTo(true);
        }
    }

    private static String text() {
        try (InputStream in = OperatingTest.class.getResourceAsStream("/dev/kintsugi/local/stack/template.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
