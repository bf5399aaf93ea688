package dev.kintsugi.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.engine.FakeBuilds;
import dev.kintsugi.engine.task.CodeBuild;
import dev.kintsugi.engine.task.Connectors;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.LambdaFunctions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {
    private static final KnownResources RESOURCES = new Connectors(List.of(
            new Lambda((function, payload) -> LambdaFunctions.Answer.returned("null"), Runnable::run),
            new CodeBuild(new FakeBuilds(), Runnable::run)));

    private static DefinitionReader.Result read(String definition) {
        return DefinitionReader.read(definition.replace('\'', '"'), RESOURCES);
    }

    private static DefinitionReader.Result states(String startAt, String states) {
        return read("{'QueryLanguage':'JSONata','StartAt':'" + startAt + "','States':{" + states + "}}");
    }

    private static List<String> problems(DefinitionReader.Result result) {
        return result.diagnostics().stream()
                .map(problem -> problem.location() + " " + problem.code() + ": " + problem.message())
                .toList();
    }

    @Test
    void what_is_no_object_is_one_problem() {
        assertThat(problems(read("")))
                .containsExactly(" SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object");
        assertThat(problems(read("[]")))
                .containsExactly(" SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object");
        assertThat(problems(read("{}")))
                .containsExactly("/ SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt]");
    }

    @Test
    void what_is_not_json_is_told_with_its_place() {
        Diagnostic problem = read("not a definition").diagnostics().getFirst();

        assertThat(problem.code()).isEqualTo("INVALID_JSON_DESCRIPTION");
        assertThat(problem.message()).startsWith("Unrecognized token 'not'");
        assertThat(problem.location()).contains("line: 1");
        assertThat(problems(read("{'StartAt':'A','StartAt':'B'}")).getFirst()).contains("Duplicate field 'StartAt'");
    }

    @Test
    void every_problem_is_listed_and_the_message_counts_them() {
        DefinitionReader.Result result =
                states("A", "'A':{'Type':'Pass','Next':'X','Colour':'red'},'B':{'Type':'Pass','End':true}");

        assertThat(result.definition()).isNull();
        assertThat(problems(result))
                .containsExactly(
                        "/States/A SCHEMA_VALIDATION_FAILED: Field 'Colour' is not supported",
                        "/States/A/Next MISSING_TRANSITION_TARGET: Missing 'Next' target: X",
                        "/States/B MISSING_TRANSITION_TARGET: State \"B\" is not reachable.");
        assertThat(result.invalidDefinition())
                .isEqualTo(
                        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Field 'Colour' is not supported"
                                + " at /States/A, MISSING_TRANSITION_TARGET: Missing 'Next' target: X at"
                                + " /States/A/Next, MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/B'");
        assertThat(states("A", "'A':{'Type':'Pass','End':true,'Colour':1}").invalidDefinition())
                .isEqualTo(
                        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Field 'Colour' is not supported"
                                + " at /States/A'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'A':{'Type':'Pass'}|/States/A|There should be one of the following fields: [Next, End]",
                "'A':{'Type':'Pass','Next':'A','End':true}|/States/A|There should only be one of the following fields: [Next, End]",
                "'A':{'End':true}|/States/A|These fields are required: [Type]",
                "'A':{'Type':'Nap','End':true}|/States/A/Type|Value should be one of the following: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
                "'A':{'Type':'Pass','End':'yes'}|/States/A/End|Expected value of type [BOOLEAN]",
                "'A':{'Type':'Pass','InputPath':'$.a','End':true}|/States/A|The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage",
                "'A':{'Type':'Map','ItemReader':{},'ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Succeed'}}},'End':true}|/States/A/ItemReader|Field 'ItemReader' of state 'A' is not supported by this engine",
                "'A':{'Type':'Map','ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED'},'StartAt':'I','States':{'I':{'Type':'Succeed'}}},'End':true}|/States/A/ItemProcessor/ProcessorConfig/Mode|Only Mode 'INLINE' is supported; distributed Map is not",
                "'A':{'Type':'Map','End':true}|/States/A|These fields are required: [ItemProcessor]",
                "'A':{'Type':'Task','End':true}|/States/A|These fields are required: [Resource]",
                "'A':{'Type':'Task','Resource':'work','End':true}|/States/A/Resource|Value is not a valid resource ARN",
                "'A':{'Type':'Task','Resource':'arn:aws:states:::sns:publish','End':true}|/States/A/Resource|The resource provided arn:aws:states:::sns:publish is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
                "'A':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'Payload':1},'End':true}|/States/A/Arguments|The field 'FunctionName' is required but was missing",
                "'A':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f','Colour':1},'End':true}|/States/A/Arguments|The field 'Colour' is not supported by Step Functions",
                "'A':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f'},'TimeoutSeconds':0,'End':true}|/States/A/TimeoutSeconds|Minimum value is 1",
                "'A':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f'},'TimeoutSeconds':5,'HeartbeatSeconds':5,'End':true}|/States/A/HeartbeatSeconds|HeartbeatSeconds must be smaller than TimeoutSeconds",
                "'A':{'Type':'Wait','End':true}|/States/A|There should be one of the following fields: [Seconds, Timestamp]",
                "'A':{'Type':'Wait','Seconds':1,'Timestamp':'2030-01-01T00:00:00Z','End':true}|/States/A|There should only be one of the following fields: [Seconds, Timestamp]",
                "'A':{'Type':'Wait','Timestamp':'soon','End':true}|/States/A/Timestamp|Value must be a valid timestamp, as in 2026-08-18T17:33:00Z",
                "'A':{'Type':'Wait','Seconds':1.5,'End':true}|/States/A/Seconds|Expected value of type [INTEGER]",
                "'A':{'Type':'Wait','Seconds':-1,'End':true}|/States/A/Seconds|Minimum value is 0",
                "'A':{'Type':'Wait','Seconds':100000000,'End':true}|/States/A/Seconds|Maximum value is 99999999",
                "'A':{'Type':'Pass','QueryLanguage':7,'End':true}|/States/A/QueryLanguage|Expected value of type [STRING]",
                "'A':{'Type':'Pass','QueryLanguage':'jsonata','Colour':1,'End':true}|/States/A|Field 'Colour' is not supported",
                "'A':{'Type':'Map','ItemProcessor':{'QueryLanguage':'JSONata','StartAt':'I','States':{'I':{'Type':'Succeed'}}},'End':true}|/States/A/ItemProcessor|Field 'QueryLanguage' is not supported",
                "'A':{'Type':'Map','ToleratedFailureCount':1,'ItemProcessor':{'StartAt':'I','States':{'I':{'Type':'Succeed'}}},'End':true}|/States/A/ToleratedFailureCount|Field 'ToleratedFailureCount' of state 'A' is not supported by this engine",
                "'A':{'Type':'Parallel','Branches':[],'End':true}|/States/A/Branches|Value cannot be empty",
                "'A':{'Type':'Pass','Assign':[],'End':true}|/States/A/Assign|Expected value of type [OBJECT]",
                "'A':{'Type':'Pass','Assign':{'states':1},'End':true}|/States/A/Assign/states|Invalid variable name: 'states'",
                "'A':{'Type':'Pass','Assign':{'1x':1},'End':true}|/States/A/Assign/1x|Invalid variable name: '1x'",
                "'A':{'Type':'Pass','QueryLanguage':'JSONPath','End':true}|/States/A|'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
                "'A':{'Type':'Pass','QueryLanguage':'jsonata','End':true}|/States/A/QueryLanguage|Value should be one of the following: [JSONPath, JSONata]",
                "'A':{'Type':'Pass','Output':'{% 1 + %}','End':true}|/States/A/Output|Unexpected end of expression",
                "'A':{'Type':'Pass','Output':{'v':'{% phone %}'},'End':true}|/States/A/Output/v|Reference to 'phone' at the top level is not supported.",
                "'A':{'Type':'Pass','Output':'{% $$ %}','End':true}|/States/A/Output|Reference to '$$' is not supported.",
                "'A':{'Type':'Pass','Output':'{% $states.result %}','End':true}|/States/A/Output|Field '$states.result' does not exist.",
                "'A':{'Type':'Pass','Output':['{% $states.errorOutput %}'],'End':true}|/States/A/Output[0]|Field '$states.errorOutput' does not exist.",
            })
    void a_state_is_refused_with_its_path(String states, String location, String message) {
        assertThat(problems(states("A", states)))
                .anyMatch(problem -> problem.startsWith(location + " ") && problem.endsWith(": " + message));
    }

    @Test
    void retry_and_catch_are_read_with_care() {
        DefinitionReader.Result result = states(
                "A",
                "'A':{'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f'},'End':true,"
                        + "'Retry':[{'ErrorEquals':['States.ALL']},{'ErrorEquals':[],'BackoffRate':0.5,'JitterStrategy':'SOME',"
                        + "'IntervalSeconds':5,'MaxDelaySeconds':5},{'MaxAttempts':-1},7],"
                        + "'Catch':[{'ErrorEquals':['States.ALL','X'],'Next':'A'},{'ErrorEquals':[1]}]}");

        assertThat(problems(result))
                .contains(
                        "/States/A/Retry[0]/ErrorEquals SCHEMA_VALIDATION_FAILED: 'States.ALL' must appear alone and in the last entry",
                        "/States/A/Retry[1]/ErrorEquals SCHEMA_VALIDATION_FAILED: Value cannot be empty",
                        "/States/A/Retry[1]/BackoffRate SCHEMA_VALIDATION_FAILED: Minimum value is 1.0",
                        "/States/A/Retry[1]/JitterStrategy SCHEMA_VALIDATION_FAILED: Value should be one of the following: [FULL, NONE]",
                        "/States/A/Retry[1]/MaxDelaySeconds SCHEMA_VALIDATION_FAILED: MaxDelaySeconds must be greater than IntervalSeconds",
                        "/States/A/Retry[2] SCHEMA_VALIDATION_FAILED: These fields are required: [ErrorEquals]",
                        "/States/A/Retry[2]/MaxAttempts SCHEMA_VALIDATION_FAILED: Minimum value is 0",
                        "/States/A/Retry[3] SCHEMA_VALIDATION_FAILED: Expected value of type [OBJECT]",
                        "/States/A/Catch[0]/ErrorEquals SCHEMA_VALIDATION_FAILED: 'States.ALL' must appear alone and in the last entry",
                        "/States/A/Catch[1] SCHEMA_VALIDATION_FAILED: These fields are required: [Next]");
    }

    @Test
    void what_the_schema_says_comes_before_where_states_lead() {
        DefinitionReader.Result result =
                states("Gone", "'A':{'Type':'Pass','Next':'Lost'},'B':{'Type':'Wait','Seconds':-1,'End':true}");

        assertThat(result.invalidDefinition())
                .isEqualTo("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Minimum value is 0 at"
                        + " /States/B/Seconds, MISSING_TRANSITION_TARGET: Missing 'Next' target: Gone at /StartAt,"
                        + " MISSING_TRANSITION_TARGET: Missing 'Next' target: Lost at /States/A/Next,"
                        + " MISSING_TRANSITION_TARGET: State \"A\" is not reachable. at /States/A,"
                        + " MISSING_TRANSITION_TARGET: State \"B\" is not reachable. at /States/B'");
    }

    @Test
    void what_ends_too_early_is_placed_where_it_ends() {
        Diagnostic problem = read("{").diagnostics().getFirst();

        assertThat(problem.location()).isEqualTo("[Source: (String)\"{\"; line: 1, column: 2]");
        assertThat(problem.message())
                .isEqualTo("Unexpected end-of-input: expected close marker for Object (start marker at"
                        + " [Source: (String)\"{\"; line: 1, column: 1])\n at " + problem.location());
    }

    @Test
    void a_word_that_is_no_json_is_placed_where_it_ends() {
        Diagnostic problem = read("not a definition").diagnostics().getFirst();

        assertThat(problem.location()).isEqualTo("[Source: (String)\"not a definition\"; line: 1, column: 4]");
        assertThat(problem.message()).endsWith("\n at " + problem.location());
    }

    @Test
    void a_machine_without_an_end_is_not_asked_what_is_reachable() {
        DefinitionReader.Result loop = states(
                "A", "'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Pass','Next':'A'},'C':{'Type':'Pass','Next':'A'}");

        assertThat(problems(loop)).containsExactly(" MISSING_END_STATE: Workflow has no terminal state");
        assertThat(loop.invalidDefinition())
                .isEqualTo(
                        "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'");
        assertThat(problems(states("A", "'A':{'Type':'Pass','Next':'Gone'}")))
                .containsExactly(
                        "/States/A/Next MISSING_TRANSITION_TARGET: Missing 'Next' target: Gone",
                        " MISSING_END_STATE: Workflow has no terminal state");
    }

    @Test
    void a_field_of_another_type_of_state_is_refused_by_name_at_the_state() {
        for (String field : List.of("'TimeoutSeconds':5", "'Catch':[]", "'Retry':[]", "'HeartbeatSeconds':1")) {
            String name = field.substring(1, field.indexOf("':"));
            assertThat(problems(states("A", "'A':{'Type':'Pass'," + field + ",'End':true}")))
                    .containsExactly("/States/A SCHEMA_VALIDATION_FAILED: Field '" + name + "' is not supported");
        }
    }

    @Test
    void what_starts_nowhere_is_a_missing_target_too() {
        assertThat(problems(states("Gone", "'A':{'Type':'Pass','End':true}")))
                .containsExactly(
                        "/StartAt MISSING_TRANSITION_TARGET: Missing 'Next' target: Gone",
                        "/States/A MISSING_TRANSITION_TARGET: State \"A\" is not reachable.");
    }

    @Test
    void a_choice_needs_rules_with_conditions() {
        assertThat(
                        problems(
                                states(
                                        "C",
                                        "'C':{'Type':'Choice','Choices':[{'Next':'E'},{'Condition':'yes','Next':'E'}],'Default':'Gone'},'E':{'Type':'Succeed'}")))
                .containsExactly(
                        "/States/C/Choices[0] SCHEMA_VALIDATION_FAILED: These fields are required: [Condition]",
                        "/States/C/Choices[1]/Condition SCHEMA_VALIDATION_FAILED: Value must be a boolean or a JSONata expression",
                        "/States/C/Default MISSING_TRANSITION_TARGET: Missing 'Next' target: Gone");
        assertThat(problems(states("C", "'C':{'Type':'Choice','Choices':[],'Default':'C'}")))
                .containsExactly(
                        "/States/C/Choices SCHEMA_VALIDATION_FAILED: Value cannot be empty",
                        " MISSING_END_STATE: Workflow has no terminal state");
    }

    @Test
    void names_are_unique_in_the_whole_machine_and_at_most_80_characters() {
        String branch = "{'StartAt':'%s','States':{'%s':{'Type':'Succeed'}}}";
        assertThat(problems(states(
                        "P",
                        "'P':{'Type':'Parallel','End':true,'Branches':[" + branch.formatted("X", "X") + ","
                                + branch.formatted("X", "X") + "]}")))
                .containsExactly("/States/P/Branches[1]/States/X DUPLICATE_STATE_NAME: Duplicate State name: X");
        String longest = "n".repeat(80);
        assertThat(states(longest, "'" + longest + "':{'Type':'Succeed'}").definition())
                .isNotNull();
        assertThat(problems(states(longest + "n", "'" + longest + "n':{'Type':'Succeed'}")))
                .containsExactly("/States/" + longest
                        + "n INVALID_STATE_NAME: State names must have between 1 and 80 characters");
    }

    @Test
    void an_inner_block_may_read_outer_variables_and_not_assign_them() {
        String map =
                "'S':{'Type':'Pass','Assign':{'x':1},'Next':'M'},'M':{'Type':'Map','Items':[1],'End':true,'ItemProcessor':"
                        + "{'StartAt':'I','States':{'I':{'Type':'Pass','Assign':{'%s':'{%% $x %%}'},'End':true}}}}";

        assertThat(problems(states("S", map.formatted("y")))).isEmpty();
        assertThat(problems(states("S", map.formatted("x"))))
                .containsExactly("/States/M/ItemProcessor/States/I/Assign/x DUPLICATE_VARIABLE_NAME: The variable name"
                        + " 'x' was already defined in a parent scope.");
    }

    @Test
    void an_unknown_variable_is_a_warning() {
        DefinitionReader.Result result = states("A", "'A':{'Type':'Pass','Output':'{% $later %}','End':true}");

        assertThat(result.definition()).isNotNull();
        assertThat(problems(result))
                .containsExactly(
                        "/States/A/Output POSSIBLY_UNDEFINED_VARIABLE: Variable 'later' is possibly not defined.");
    }

    @Test
    void a_machine_that_names_no_language_shows_its_other_problems_too() {
        assertThat(problems(read("{'StartAt':'A','States':{'A':{'Type':'Pass','Output':'{% 1 + %}'}}}")))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("uses JSONPath, which is not supported"))
                .anyMatch(problem -> problem.startsWith("/States/A/Output "))
                .anyMatch(problem -> problem.contains("Next"));
        assertThat(problems(read(
                        "{'StartAt':'A','States':{'A':{'Type':'Pass','InputPath':'$.a','Next':'B'},'B':{'Type':'Choice',"
                                + "'Choices':[{'Variable':'$.a','IsNull':true,'Next':'A'}]}}}")))
                .allMatch(problem -> problem.contains("uses JSONPath, which is not supported"))
                .hasSize(2);
    }

    @Test
    void a_build_takes_what_start_build_takes() {
        assertThat(problems(states(
                        "A",
                        "'A':{'Type':'Task','Resource':'arn:aws:states:::codebuild:startBuild.sync','End':true,"
                                + "'Arguments':{'ProjectName':'p','BuildspecOverride':'b','Buildspec':'b'}}")))
                .containsExactly("/States/A/Arguments SCHEMA_VALIDATION_FAILED: The field 'Buildspec' is not supported"
                        + " by Step Functions");
    }

    @Test
    void a_jsonpath_machine_is_refused_naming_state_and_field() {
        assertThat(problems(read("{'StartAt':'A','States':{'A':{'Type':'Pass','End':true}}}")))
                .containsExactly(
                        "/States/A/QueryLanguage SCHEMA_VALIDATION_FAILED: State 'A' has no field 'QueryLanguage'"
                                + " and so uses JSONPath, which is not supported. Set 'QueryLanguage' to 'JSONata' in the state"
                                + " machine or in the state");
        assertThat(read("{'StartAt':'A','States':{'A':{'Type':'Pass','QueryLanguage':'JSONata','End':true}}}")
                        .definition())
                .isNotNull();
        assertThat(
                        problems(
                                read(
                                        "{'QueryLanguage':'JSONPath','StartAt':'A','States':{'A':{'Type':'Pass','QueryLanguage':'JSONPath','End':true}}}")))
                .containsExactly("/States/A/QueryLanguage SCHEMA_VALIDATION_FAILED: State 'A' sets 'QueryLanguage' to"
                        + " 'JSONPath', which is not supported");
    }
}
