package dev.kintsugi.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.executions.Executions.Machine;
import dev.kintsugi.core.records.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function's role in the template, held both ways against what its code can reach: a right that is missing would fail a
 * job on AWS only, and one that is spare waits for whoever gets into the function.
 */
class RolesTest {
    private static final String TEXT = text();
    private static final Node RESOURCES = new Node("the template", TemplateYaml.read(TEXT)).at("Resources");
    private static final String STATES = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:";
    private static final List<String> EXECUTIONS =
            List.of(STATES + "execution:${AWS::StackName}-job:*", STATES + "execution:${AWS::StackName}-project:*");
    private static final List<String> MACHINES =
            List.of(STATES + "stateMachine:${AWS::StackName}-job", STATES + "stateMachine:${AWS::StackName}-project");
    private static final String BEDROCK = "arn:${AWS::Partition}:bedrock:";
    private static final List<String> MODELS = Stream.of("AllowedModels", "MoreAllowedModels")
            .flatMap(parameter -> Stream.of(
                    BEDROCK + "*::foundation-model/${" + parameter + "}",
                    BEDROCK + "${AWS::Region}:${AWS::AccountId}:inference-profile/*.${" + parameter + "}"))
            .toList();

    /** What each call of a port other than the records' asks of AWS. */
    private static final Map<String, Collection<Right>> RIGHTS = Map.ofEntries(
            Map.entry("Executions.succeed", List.of(new Right("states:SendTaskSuccess", "*"))),
            Map.entry("Executions.redrive", rights("states:RedriveExecution", EXECUTIONS)),
            Map.entry("Executions.stop", rights("states:StopExecution", EXECUTIONS)),
            Map.entry("Executions.find", rights("states:DescribeExecution", EXECUTIONS)),
            Map.entry(
                    "Executions.isOfPresentDefinition",
                    Stream.concat(
                                    rights("states:DescribeStateMachineForExecution", EXECUTIONS).stream(),
                                    rights("states:DescribeStateMachine", MACHINES).stream())
                            .toList()),
            Map.entry("Queues.send", List.of(new Right("sqs:SendMessage", "Interrupted.Arn"))),
            Map.entry("Queues.hide", List.of(new Right("sqs:ChangeMessageVisibility", "Interrupted.Arn"))),
            Map.entry("Queues.depth", List.of(new Right("sqs:GetQueueAttributes", "InterruptedDeadLetters.Arn"))),
            // Whoever begins to move messages must be able to do by hand what the service then does for them.
            Map.entry(
                    "Queues.redrive",
                    List.of(
                            new Right("sqs:StartMessageMoveTask", "InterruptedDeadLetters.Arn"),
                            new Right("sqs:ReceiveMessage", "InterruptedDeadLetters.Arn"),
                            new Right("sqs:DeleteMessage", "InterruptedDeadLetters.Arn"),
                            new Right("sqs:GetQueueAttributes", "InterruptedDeadLetters.Arn"),
                            new Right("sqs:SendMessage", "Interrupted.Arn"))),
            Map.entry("CodingModel.ask", rights("bedrock:InvokeModel", MODELS)),
            Map.entry("CheckReports.provide", List.of(new Right("s3:PutObject", "${CheckFiles.Arn}/*"))),
            Map.entry("CheckReports.put", List.of(new Right("s3:PutObject", "${CheckFiles.Arn}/*"))),
            // Without the list a missing report would be "denied" and not "not there".
            Map.entry(
                    "CheckReports.find",
                    List.of(
                            new Right("s3:GetObject", "${CheckFiles.Arn}/*"),
                            new Right("s3:ListBucket", "CheckFiles.Arn"))),
            Map.entry("Workspaces.open", List.of(new Right("secretsmanager:GetSecretValue", "RepositoryTokenSecret"))));

    private record Right(String action, String resource) implements Comparable<Right> {
        @Override
        public int compareTo(Right other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return action + " on " + resource;
        }
    }

    private static List<Right> rights(String action, List<String> resources) {
        return resources.stream().map(resource -> new Right(action, resource)).toList();
    }

    private static List<String> functions() {
        return RESOURCES.keys().stream()
                .filter(name -> type(name).equals(ResourceTypes.FUNCTION))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_function_may_do_what_its_code_can_reach_and_no_more(String function) {
        Set<Right> granted = granted(role(function));
        Set<Right> needed = needed(function);
        assertThat(needed)
                .as("%s needs these, and the template's role", function)
                .isSubsetOf(granted);
        assertThat(granted)
                .as("the role's rights, of which %s uses these", function)
                .isSubsetOf(needed);
    }

    @Test
    void no_two_functions_share_a_role() {
        assertThat(functions().stream().map(RolesTest::role)).doesNotHaveDuplicates();
    }

    @Test
    void a_machine_may_call_the_functions_that_its_definition_is_filled_with() {
        for (String machine : List.of("JobMachine", "ProjectMachine")) {
            Node properties = RESOURCES.at(machine).at("Properties");
            Node filled = properties.at("DefinitionSubstitutions");
            Set<String> called = filled.keys().stream()
                    .filter(name -> name.endsWith("FunctionArn"))
                    .map(name -> filled.at(name).at("Fn::GetAtt").text())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(granted(machine + "Role").stream()
                            .filter(right -> right.action().equals("lambda:InvokeFunction"))
                            .map(Right::resource))
                    .containsExactlyInAnyOrderElementsOf(called);
        }
    }

    @Test
    void everything_is_named_and_every_star_has_its_reason() {
        assertThat(TEXT.lines().filter(line -> line.matches("\\s*(- )?Resource: '?\\*'?.*")))
                .allMatch(line -> line.matches(".*'\\*' # .*(no resource level|neither has).*"));
        for (String name : RESOURCES.keys()) {
            if (type(name).equals("AWS::IAM::Role")) {
                assertThat(granted(name))
                        .as(name)
                        .allMatch(right -> !right.action().contains("*"));
            }
        }
    }

    private static Set<Right> needed(String function) {
        Node own = RESOURCES.at(function).at("Properties");
        Reach reach = Reach.of(own.at("Handler").text());
        Set<Right> needed = new TreeSet<>();
        reach.calls().forEach(call -> needed.addAll(RIGHTS.getOrDefault(call, List.of())));
        for (Table table : reach.tables()) {
            records(reach.calls())
                    .forEach(action -> needed.add(new Right("dynamodb:" + action, table.logicalName() + ".Arn")));
        }
        for (Machine machine : reach.starts()) {
            String name = machine.name().toLowerCase(java.util.Locale.ROOT);
            needed.add(new Right("states:StartExecution", STATES + "stateMachine:${AWS::StackName}-" + name));
        }
        own.find("Events")
                .ifPresent(events -> events.keys().stream()
                        .map(events::at)
                        .filter(event -> event.at("Type").text().equals("SQS"))
                        .map(event -> event.at("Properties")
                                .at("Queue")
                                .at("Fn::GetAtt")
                                .text())
                        .forEach(queue -> Stream.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
                                .forEach(action -> needed.add(new Right("sqs:" + action, queue)))));
        return needed;
    }

    private static Set<String> records(Set<String> calls) {
        Set<String> actions = new TreeSet<>();
        if (calls.contains("Records.get")) {
            actions.add("GetItem");
        }
        if (calls.contains("Records.query") || calls.contains("Records.stream")) {
            actions.add("Query");
        }
        if (calls.contains("Records.settle") || calls.contains("Records.write")) {
            // A write that is refused is looked at, to know whether it was our own.
            actions.addAll(List.of("GetItem", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"));
        }
        return actions;
    }

    private static String role(String function) {
        return RESOURCES
                .at(function)
                .at("Properties")
                .at("Role")
                .at("Fn::GetAtt")
                .text()
                .replace(".Arn", "");
    }

    private static Set<Right> granted(String role) {
        Set<Right> granted = new TreeSet<>();
        for (Node policy : RESOURCES
                .at(role)
                .at("Properties")
                .find("Policies")
                .map(Node::items)
                .orElse(List.of())) {
            for (Node statement : policy.at("PolicyDocument").at("Statement").items()) {
                Node said = chosen(statement);
                for (String action : texts(said.at("Action"))) {
                    texts(said.at("Resource")).forEach(resource -> granted.add(new Right(action, resource)));
                }
            }
        }
        return granted;
    }

    private static List<String> texts(Node node) {
        if (node.value() instanceof List<?>) {
            return node.items().stream().flatMap(item -> texts(item).stream()).toList();
        }
        List<String> texts = new ArrayList<>();
        for (String form : List.of("Ref", "Fn::GetAtt", "Fn::Sub")) {
            chosen(node).find(form).ifPresent(named -> texts.add(named.text()));
        }
        return texts.isEmpty() ? List.of(node.text()) : texts;
    }

    /** What stands there when the condition holds. */
    private static Node chosen(Node node) {
        return node.find("Fn::If").map(branches -> branches.items().get(1)).orElse(node);
    }

    private static String type(String resource) {
        return RESOURCES.at(resource).at("Type").text();
    }

    private static String text() {
        try (InputStream in = RolesTest.class.getResourceAsStream("/dev/kintsugi/local/stack/template.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
