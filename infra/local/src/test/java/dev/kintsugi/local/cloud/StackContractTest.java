package dev.kintsugi.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.execute.CoderLimits;
import dev.kintsugi.core.execute.ExecuteOutcome;
import dev.kintsugi.core.heal.HealOutcome;
import dev.kintsugi.core.judge.ReviewOutcome;
import dev.kintsugi.core.land.LandOutcome;
import dev.kintsugi.core.model.ModelUnavailable;
import dev.kintsugi.core.open.Closing;
import dev.kintsugi.core.records.InMemoryRecords;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.settle.Settlement;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.jsonata.Document;
import dev.kintsugi.engine.task.Builds;
import dev.kintsugi.engine.task.CodeBuild;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.LambdaFunctions;
import dev.kintsugi.handlers.Ports;
import dev.kintsugi.handlers.api.Api;
import dev.kintsugi.local.template.FunctionSettings;
import dev.kintsugi.local.template.MachineSettings;
import dev.kintsugi.local.template.Template;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template, the machines and the code, held against each other. */
class StackContractTest {
    private static final Template TEMPLATE = Stack.template();
    private static final List<MachineSettings> MACHINES = Stack.machines(TEMPLATE);
    private static final Pattern OUTCOME = Pattern.compile("\\$states\\.input\\.outcome = '(\\w+)'");
    private static final Pattern FUNCTION = Pattern.compile(":function:(\\w+)");
    private static final Set<String> SERVICE_ERRORS = Set.of("Lambda", "Sandbox", "Runtime", "CodeBuild", "States");

    /** Which Choice routes the outcomes of which sealed type. */
    private static final Map<String, Class<?>> CHOICES = Map.of(
            "Executed?", ExecuteOutcome.class,
            "Reviewed?", ReviewOutcome.class,
            "Landed?", LandOutcome.class,
            "Healed?", HealOutcome.class,
            "Settled?", Settlement.class,
            "Done?", Closing.class);

    private record Named(String machine, String name, JsonNode state) {
        @Override
        public String toString() {
            return machine + " " + name;
        }
    }

    private static Stream<Named> states() {
        return MACHINES.stream()
                .flatMap(machine -> json(machine).path("States").properties().stream()
                        .map(state -> new Named(machine.name(), state.getKey(), state.getValue())));
    }

    private static Stream<Named> tasks() {
        return states().filter(named -> named.state().path("Type").asText().equals("Task"));
    }

    @Test
    void the_engine_finds_nothing_wrong_with_the_machines() {
        try (InProcessEngine engine = InProcessEngine.builder()
                .connector(new Lambda((function, payload) -> LambdaFunctions.Answer.returned("{}"), Runnable::run))
                .connector(new CodeBuild(new NoBuilds(), Runnable::run))
                .open()) {
            MACHINES.forEach(machine -> assertThat(engine.validate(machine.definition()))
                    .as(machine.name())
                    .isEmpty());
        }
    }

    @Test
    void every_function_names_a_handler_that_can_be_made_on_lambda_and_from_ports() throws Exception {
        for (FunctionSettings function : TEMPLATE.functions()) {
            Class<?> handler = Class.forName(function.handler());
            assertThat(handler.getConstructor()).isNotNull();
            assertThat(handler.getConstructor(Ports.class)).isNotNull();
        }
    }

    @Test
    void every_function_is_invoked_by_a_machine_an_api_or_a_queue() {
        Set<String> invoked = new TreeSet<>();
        MACHINES.forEach(machine -> {
            Matcher matcher = FUNCTION.matcher(machine.definition());
            while (matcher.find()) {
                invoked.add(matcher.group(1));
            }
        });
        Stack.routes(TEMPLATE).forEach(route -> invoked.add(route.function()));
        TEMPLATE.eventSources().forEach(source -> invoked.add(source.function()));
        assertThat(TEMPLATE.functions().stream().map(FunctionSettings::name))
                .containsExactlyInAnyOrderElementsOf(invoked);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void every_task_has_a_time_limit_retries_and_a_way_out(Named task) {
        assertThat(task.state().has("TimeoutSeconds")).isTrue();
        assertThat(task.state().path("Retry")).isNotEmpty();
        assertThat(task.state().has("Next") || task.state().path("End").asBoolean())
                .isTrue();
        task.state()
                .path("Retry")
                .forEach(retrier -> assertThat(errors(retrier)).doesNotContain("States.ALL"));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void a_task_waits_longer_than_its_function_may_run(Named task) {
        String function = task.state().path("Arguments").path("FunctionName").asText();
        if (task.state().path("TimeoutSeconds").isInt() && !function.isEmpty()) {
            FunctionSettings settings = TEMPLATE.functions().stream()
                    .filter(candidate -> candidate.arn().equals(function))
                    .findFirst()
                    .orElseThrow();
            assertThat(task.state().path("TimeoutSeconds").asLong())
                    .isGreaterThan(settings.timeout().toSeconds());
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void every_error_that_is_retried_or_caught_exists(Named task) throws Exception {
        for (String handling : List.of("Retry", "Catch")) {
            for (JsonNode handler : task.state().path(handling)) {
                for (String error : errors(handler)) {
                    if (!SERVICE_ERRORS.contains(error.substring(0, error.indexOf('.')))) {
                        assertThat(RuntimeException.class).isAssignableFrom(Class.forName(error));
                    }
                }
            }
        }
    }

    @Test
    void a_model_is_come_back_to_as_often_as_people_are_told() {
        tasks().flatMap(task -> StreamSupport.stream(task.state().path("Retry").spliterator(), false))
                .filter(retrier -> errors(retrier).contains(ModelUnavailable.class.getName()))
                .forEach(retrier ->
                        assertThat(1 + retrier.path("MaxAttempts").asInt()).isEqualTo(ModelUnavailable.MOST_VISITS));
    }

    @Test
    void every_outcome_has_its_branch_and_every_branch_its_outcome() {
        CHOICES.forEach((choice, type) -> assertThat(branches(choice))
                .as(choice)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(java.util.stream.Collectors.toCollection(TreeSet::new))));
        assertThat(branches("Answered?")).containsExactly("Approved", "Ended", "Rejected");
    }

    private static Set<String> branches(String choice) {
        Set<String> names = new TreeSet<>();
        states().filter(named -> named.name().equals(choice)).forEach(named -> {
            Matcher matcher = OUTCOME.matcher(named.state().path("Choices").toString());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        });
        return names;
    }

    @Test
    void the_api_answers_the_routes_of_the_template_and_no_others() {
        assertThat(Api.routes(new LocalPorts(
                                new InMemoryRecords(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                InstantSource.system(),
                                null,
                                CoderLimits.USUAL))
                        .names())
                .containsExactlyInAnyOrderElementsOf(Stack.routes(TEMPLATE).stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList());
    }

    @Test
    void the_tables_are_those_of_the_records() {
        assertThat(TEMPLATE.tables())
                .containsExactlyElementsOf(
                        Arrays.stream(Table.values()).map(Table::logicalName).toList());
    }

    private static List<String> errors(JsonNode handler) {
        List<String> errors = new ArrayList<>();
        handler.path("ErrorEquals").forEach(error -> errors.add(error.asText()));
        return errors;
    }

    private static JsonNode json(MachineSettings machine) {
        try {
            return new ObjectMapper().readTree(machine.definition());
        } catch (java.io.IOException broken) {
            throw new AssertionError(machine.name(), broken);
        }
    }

    private static final class NoBuilds implements Builds {
        @Override
        public Document start(Document arguments) {
            throw new AssertionError("nothing is built here");
        }

        @Override
        public CompletionStage<Document> ended(String buildId) {
            throw new AssertionError("nothing is built here");
        }

        @Override
        public void stop(String buildId) {}
    }
}
