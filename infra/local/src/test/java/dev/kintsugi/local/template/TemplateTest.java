package dev.kintsugi.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Surroundings HERE = new Surroundings("eu-west-1", "123456789012", "mine");

    private static Template with(String resources) {
        return Template.read("""
                Parameters:
                  Java:
                    Default: java25
                Globals:
                  Function:
                    Timeout: 60
                    MemorySize: 512
                    Environment:
                      Variables:
                        QUEUE: !Ref Waiting
                        MACHINE: !Sub arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:${AWS::StackName}-job
                Resources:
                  Waiting:
                    Type: AWS::SQS::Queue
                """ + resources.indent(2), HERE);
    }

    private static String function(String properties) {
        return "Work:\n  Type: AWS::Serverless::Function\n  Properties:\n    Handler: a.B\n" + properties.indent(4);
    }

    @Test
    void a_function_has_what_it_says_over_what_all_say() {
        FunctionSettings work = with(function("Timeout: 5\nEnvironment:\n  Variables:\n    OWN: !GetAtt Waiting.Arn"))
                .functions()
                .getFirst();
        assertThat(work.timeout()).hasSeconds(5);
        assertThat(work.memoryMebibytes()).isEqualTo(512);
        assertThat(work.environment())
                .isEqualTo(Map.of(
                        "QUEUE", "https://sqs.eu-west-1.amazonaws.com/123456789012/Waiting",
                        "MACHINE", "arn:aws:states:eu-west-1:123456789012:stateMachine:mine-job",
                        "OWN", "arn:aws:sqs:eu-west-1:123456789012:Waiting"));
    }

    @Test
    void what_cannot_be_followed_is_named() {
        assertThatThrownBy(() -> with(function("Environment:\n  Variables:\n    X: !Ref Nobody"))
                        .functions())
                .hasMessage("there is no resource or parameter \"Nobody\"");
        assertThatThrownBy(() -> with(function("Environment:\n  Variables:\n    X: !Ref AWS::StackId"))
                        .functions())
                .hasMessage("the pseudo parameter AWS::StackId is not known here");
        assertThatThrownBy(() -> with(function("Environment:\n  Variables:\n    X: !GetAtt Waiting.Depth"))
                        .functions())
                .hasMessage("the attribute Waiting.Depth is not known here");
        assertThatThrownBy(() -> with(function("Timeout: soon")).functions())
                .hasMessage("the template.Resources.Work.Properties.Timeout must be a whole number");
        assertThatThrownBy(() -> with("Work:\n  Type: AWS::Serverless::Function\n  Properties: {}")
                        .functions())
                .hasMessage("the template.Resources.Work.Properties lacks Handler");
        assertThatThrownBy(() -> Template.read("a: [", HERE))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("the template cannot be read");
        assertThatThrownBy(() -> Template.read("a: !FindInMap [x, y, z]", HERE)).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> with(function("Environment:\n  Variables:\n    X: !If [Never, a, b]"))
                        .functions())
                .hasMessage("there is no condition \"Never\"");
    }

    @Test
    void a_condition_chooses_by_the_defaults_and_may_leave_nothing() {
        Template template = Template.read("""
                Parameters:
                  Checks: {Default: enabled}
                Conditions:
                  WithChecks: !Equals [!Ref Checks, enabled]
                  Without: !Not [!Equals [!Ref Checks, enabled]]
                Globals:
                  Function: {Timeout: 1, MemorySize: 512}
                Resources:
                  Work:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      Environment:
                        Variables:
                          A: !If [WithChecks, !Sub '${AWS::StackName}-a', b]
                          B: !If [Without, a, !If [WithChecks, c, d]]
                          C: !If [Without, a, !Ref AWS::NoValue]
                """, HERE);
        assertThat(template.functions().getFirst().environment()).isEqualTo(Map.of("A", "mine-a", "B", "c"));
    }

    @Test
    void the_routes_are_those_of_the_document_that_is_included() {
        Template template = Template.read("""
                Resources:
                  Api:
                    Type: AWS::Serverless::Api
                    Properties:
                      DefinitionBody:
                        Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}
                """, HERE);
        String document = """
                paths:
                  /things/{id}:
                    parameters: []
                    get:
                      x-amazon-apigateway-integration:
                        uri:
                          Fn::Sub: arn:x:path/functions/%s/invocations
                """;
        assertThat(template.routes(location -> document.formatted("${Work.Arn}:live")))
                .containsExactly(new Route("GET", "/things/{id}", "Work"));
        assertThatThrownBy(() -> template.routes(location -> document.formatted("somewhere")))
                .hasMessageContaining("names no function");
    }

    @Test
    void substitutions_are_filled_and_none_may_be_missing_or_spare() {
        String machine = """
                M:
                  Type: AWS::Serverless::StateMachine
                  Properties:
                    Name: !Sub ${AWS::StackName}-m
                    DefinitionUri: m.json
                    DefinitionSubstitutions:
                      A: !Ref Java
                """;
        MachineSettings settings = with(machine).machines(uri -> "x ${A} ${A}").getFirst();
        assertThat(settings.definition()).isEqualTo("x java25 java25");
        assertThat(settings.arn()).isEqualTo("arn:aws:states:eu-west-1:123456789012:stateMachine:mine-m");
        assertThatThrownBy(() -> with(machine).machines(uri -> "${B} ${A}")).hasMessageContaining("lacks B");
        assertThatThrownBy(() -> with(machine).machines(uri -> "nothing")).hasMessageContaining("does not use: [A]");
    }

    @Test
    void a_rule_fits_an_event_whose_every_value_is_listed() {
        Rule rule = new Rule(
                "r", Map.of("source", List.of("aws.states"), "detail", Map.of("status", List.of("FAILED"))), List.of());
        assertThat(rule.fits(Map.of("source", "aws.states", "detail", Map.of("status", "FAILED", "x", 1))))
                .isTrue();
        assertThat(rule.fits(Map.of("source", "aws.states", "detail", Map.of("status", "SUCCEEDED"))))
                .isFalse();
        assertThat(rule.fits(Map.of("source", "aws.states"))).isFalse();
        assertThat(new Rule("r", Map.of("source", "text"), List.of()).fits(Map.of("source", "text")))
                .isFalse();
    }
}
