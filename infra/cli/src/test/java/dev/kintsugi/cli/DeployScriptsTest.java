package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy} and {@code destroy}, with an {@code aws} and a {@code mvn} that only write down what they were told. */
class DeployScriptsTest {
    private static final Path REPOSITORY = House.ROOT;

    /** Seconds that a script may take; all it calls answers at once. */
    private static final long PATIENCE = 30;

    @TempDir
    Path place;

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void stubs() throws IOException {
        for (String file : List.of("infra/bin/deploy", "infra/bin/destroy", "infra/template.yaml")) {
            Path copy = place.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(REPOSITORY.resolve(file), copy);
        }
        stub("mvn", "");
        stub("aws", """
                case "$*" in
                    "sts get-caller-identity"*) echo 123456789012 ;;
                    "bedrock get-foundation-model-availability"*) echo "${ACCESS:-AUTHORIZED}" ;;
                    "s3api head-bucket"*) [ -z "${NO_BUCKET:-}" ] ;;
                    *OutputKey==?Endpoint*) echo https://api.example.org/v1 ;;
                    *OutputKey==?Tables*) echo "t-projects	t-jobs" ;;
                    *OutputKey==?JobMachine*) echo arn:machine ;;
                    "stepfunctions list-executions"*) echo "${RUNNING:-0}" ;;
                    "cloudformation describe-stack-resource"*) echo the-bucket ;;
                    "cloudformation deploy"*) [ -z "${BROKEN:-}" ] ;;
                esac
                """);
    }

    private void stub(String name, String body) throws IOException {
        Path stub = place.resolve("stubs").resolve(name);
        Files.createDirectories(stub.getParent());
        Files.writeString(stub, "#!/bin/sh\nprintf '%s\\n' \"" + name + " $*\" >>\"$CALLS\"\n" + body);
        Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(Map<String, String> environment, String typed, String script, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(
                List.of("sh", place.resolve("infra/bin/" + script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(place.resolve("out").toFile())
                .redirectError(place.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("PATH", place.resolve("stubs") + ":/usr/bin:/bin");
        builder.environment().put("CALLS", place.resolve("calls").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(typed.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // It did not ask.
        }
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(), Files.readString(place.resolve("out")), Files.readString(place.resolve("err")));
    }

    private List<String> calls() throws IOException {
        Path calls = place.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Test
    void a_stack_is_checked_built_packaged_and_deployed_in_this_order() throws Exception {
        Ended ended = run(Map.of("AWS_REGION", "eu-west-1"), "", "deploy", "team", "AlarmAddress=me@example.org");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo("https://api.example.org/v1\n");
        assertThat(ended.err())
                .contains("account 123456789012, Region eu-west-1, stack team")
                .endsWith("done; next: infra/bin/kintsugi submit PLAN --endpoint https://api.example.org/v1\n");
        List<String> calls = calls();
        assertThat(calls.stream().map(call -> call.split(" --", 2)[0].replaceFirst(" -B.*", "")))
                .containsExactly(
                        "aws sts get-caller-identity",
                        "aws bedrock get-foundation-model-availability",
                        "mvn",
                        "aws s3api head-bucket",
                        "aws cloudformation package",
                        "aws cloudformation deploy",
                        "aws cloudformation describe-stacks");
        assertThat(calls.get(1)).contains("--model-id anthropic.claude-sonnet-4-5-20250929-v1:0 ");
        assertThat(calls.get(2)).isEqualTo("mvn -B -ntp -Dfast -DskipTests -pl functions/handlers -am package");
        assertThat(calls.get(5))
                .contains("--stack-name team --s3-bucket kintsugi-deploy-123456789012-eu-west-1 --s3-prefix team")
                .contains("--capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND")
                .endsWith("--parameter-overrides AlarmAddress=me@example.org");
    }

    @Test
    void a_bucket_that_is_missing_is_made_private_and_forgets_old_code() throws Exception {
        Ended ended = run(Map.of("NO_BUCKET", "yes"), "", "deploy", "team", "--region", "us-east-1");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(calls())
                .contains("aws s3 mb s3://kintsugi-deploy-123456789012-us-east-1")
                .anyMatch(call -> call.startsWith("aws s3api put-public-access-block"))
                .anyMatch(call -> call.startsWith("aws s3api put-bucket-lifecycle-configuration"));
    }

    @Test
    void guided_asks_and_what_is_left_empty_stays_as_it_is() throws Exception {
        Ended ended = run(
                Map.of("AWS_REGION", "eu-west-1"),
                "openai:https://models.example.org/v1#coder\n\n\nops@example.org\n\n\n",
                "deploy",
                "team",
                "--guided");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(calls()).noneMatch(call -> call.startsWith("aws bedrock"));
        assertThat(calls().get(4))
                .endsWith("--parameter-overrides CoderModel=openai:https://models.example.org/v1#coder"
                        + " AlarmAddress=ops@example.org");
    }

    @Test
    void what_stands_in_the_way_is_told_before_anything_is_built() throws Exception {
        Map<String, String> region = Map.of("AWS_REGION", "eu-west-1");
        assertThat(run(region, "", "deploy").err()).contains("infra/bin/deploy STACK");
        assertThat(run(region, "", "deploy", "a", "b").err()).contains("one stack at a time: a or b?");
        assertThat(run(region, "", "deploy", "my_stack").err()).contains("letters, digits and hyphens only: my_stack");
        assertThat(run(region, "", "deploy", "1st").err()).contains("begins with a letter: 1st");
        assertThat(run(region, "", "deploy", "a".repeat(65)).err()).contains("64 characters at most");
        assertThat(run(region, "", "deploy", "team", "--fast").err()).contains("unknown option --fast");
        assertThat(run(region, "", "deploy", "team", "--region").err()).contains("--region needs a value");
        assertThat(run(region, "", "deploy", "team", "A=b c").err()).contains("no blanks or quotes: A=b c");
        assertThat(run(Map.of(), "", "deploy", "team").err()).contains("no Region: say --region, or set AWS_REGION");
        Ended denied = run(Map.of("AWS_REGION", "eu-west-1", "ACCESS", "NOT_AUTHORIZED"), "", "deploy", "team");
        assertThat(denied.code()).isEqualTo(2);
        assertThat(denied.err()).contains("is NOT_AUTHORIZED in eu-west-1: ask for access");
        stub("aws", "exit 255\n");
        assertThat(run(region, "", "deploy", "team").err()).contains("no valid credentials for AWS");
        assertThat(calls()).noneMatch(call -> call.startsWith("mvn"));
    }

    @Test
    void a_deployment_that_failed_says_where_to_look() throws Exception {
        Ended ended = run(Map.of("AWS_REGION", "eu-west-1", "BROKEN", "yes"), "", "deploy", "team");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).endsWith("the stack was not deployed; what failed first stands last above\n");
        assertThat(ended.out()).isEmpty();
        assertThat(calls().getLast()).startsWith("aws cloudformation describe-stack-events --stack-name team");

        stub("mvn", "echo '[ERROR] no such module'; exit 1\n");
        Ended unbuilt = run(Map.of("AWS_REGION", "eu-west-1"), "", "deploy", "team");
        assertThat(unbuilt.err()).contains("[ERROR] no such module", "the build failed; all of its output is in");
    }

    @Test
    void a_stack_is_taken_down_and_its_data_stays() throws Exception {
        Ended ended = run(Map.of("RUNNING", "3"), "y\n", "destroy", "team");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err())
                .contains("3 jobs are at work", "Its data stays.")
                .endsWith("done; these tables stay: t-projects\tt-jobs\n");
        assertThat(calls().stream().filter(call -> !call.contains("describe") && !call.contains("list-")))
                .containsExactly(
                        "aws s3 rm --quiet --recursive s3://the-bucket",
                        "aws cloudformation delete-stack --stack-name team",
                        "aws cloudformation wait stack-delete-complete --stack-name team");
    }

    @Test
    void data_is_deleted_only_when_it_is_named_and_confirmed_by_the_stacks_name() throws Exception {
        Ended ended = run(Map.of(), "team\n", "destroy", "team", "--yes", "--delete-data");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(calls())
                .containsSubsequence(
                        "aws dynamodb delete-table --table-name t-projects",
                        "aws dynamodb delete-table --table-name t-jobs");
        Files.delete(place.resolve("calls"));

        for (String typed : List.of("", "y\n", "Team\n")) {
            Ended kept = run(Map.of(), typed, "destroy", "team", "--yes", "--delete-data");
            assertThat(kept.code()).isEqualTo(2);
            assertThat(kept.err()).endsWith("nothing was done\n");
        }
        assertThat(run(Map.of(), "n\n", "destroy", "team").err()).endsWith("nothing was done\n");
        assertThat(calls()).noneMatch(call -> call.contains("delete"));
    }
}
