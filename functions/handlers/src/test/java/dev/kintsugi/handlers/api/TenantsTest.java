package dev.kintsugi.handlers.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.handlers.InMemoryPorts;
import dev.kintsugi.handlers.StackSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stack that a claim of its callers' tokens divides, asked as API Gateway asks. */
class TenantsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryPorts ports = new InMemoryPorts();

    private record Answer(int status, JsonNode body) {}

    private Answer ask(String team, String method, String path, String body) throws Exception {
        ports.stack = new StackSettings(Optional.empty(), Optional.empty(), 200, true, Optional.of("custom:team"));
        ObjectNode event = JSON.createObjectNode().put("httpMethod", method);
        int question = path.indexOf('?');
        event.put("path", question < 0 ? path : path.substring(0, question));
        ObjectNode query = event.putObject("queryStringParameters");
        if (question >= 0) {
            query.put("project", path.substring(path.indexOf('=') + 1));
        }
        event.putObject("headers").put("Content-Type", "application/json");
        ObjectNode claims =
                event.putObject("requestContext").putObject("authorizer").putObject("claims");
        claims.put("sub", "anna").put("custom:team", team);
        event.put("body", body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Api.over(ports).answer(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), out);
        JsonNode answer = JSON.readTree(out.toByteArray());
        return new Answer(
                answer.path("statusCode").asInt(),
                JSON.readTree(answer.path("body").asText()));
    }

    private Answer submit(String team) throws Exception {
        ObjectNode plan = JSON.createObjectNode().put("repository", "/r").put("model", "command:true");
        plan.putObject("files").put("project.yaml", "name: Plan\n").put("a.md", "# A\n");
        return ask(team, "POST", "/projects", plan.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /projects/plan-abcdef",
        "GET, /projects/plan-abcdef/tasks",
        "GET, /projects/plan-abcdef/events",
        "GET, /projects/plan-abcdef/inspect",
        "POST, /projects/plan-abcdef/cancel",
        "POST, /projects/plan-abcdef/resume",
        "GET, /jobs/plan-abcdef.a",
        "GET, /jobs/plan-abcdef.a/partial",
        "POST, /jobs/plan-abcdef.a/approve",
        "POST, /jobs/plan-abcdef.a/cancel",
        "GET, /summary?project=plan-abcdef"
    })
    void anothers_project_answers_as_one_that_is_not_there(String method, String path) throws Exception {
        assertThat(submit("blue").status()).isEqualTo(202);
        Answer others = ask("red", method, path, "{}");
        Answer nobodys = ask("red", method, path.replace("abcdef", "000000"), "{}");
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body().toString().replace("abcdef", "000000"))
                .isEqualTo(nobodys.body().toString());
        assertThat(ask("blue", "GET", "/projects/plan-abcdef", "").status()).isEqualTo(200);
    }

    @Test
    void a_listing_and_a_summary_hold_the_tenants_own() throws Exception {
        submit("blue");
        assertThat(ask("blue", "GET", "/projects", "").body().path("projects")).hasSize(1);
        assertThat(ask("red", "GET", "/projects", "").body().path("projects")).isEmpty();
        assertThat(ask("blue", "GET", "/summary", "").body().path("total").asInt())
                .isEqualTo(1);
        assertThat(ask("red", "GET", "/summary", "").body().path("total").asInt())
                .isZero();
    }

    @Test
    void what_is_about_all_tenants_is_not_for_one_of_them() throws Exception {
        assertThat(ask("blue", "POST", "/redrive", "").status()).isEqualTo(403);
    }

    @Test
    void the_same_plan_of_two_tenants_is_two_projects() throws Exception {
        submit("blue");
        ports.hex = "123456";
        Answer reds = submit("red");
        assertThat(reds.status()).isEqualTo(202);
        assertThat(reds.body().path("same").asBoolean()).isFalse();
        assertThat(reds.body().path("id").asText()).isEqualTo("plan-123456");
        assertThat(submit("blue").body().path("id").asText()).isEqualTo("plan-abcdef");
    }

    @Test
    void a_token_without_a_tenant_is_refused_and_the_caller_is_its_subject() throws Exception {
        for (String nobody : new String[] {"", "a/b", "a b", "x".repeat(129)}) {
            assertThat(submit(nobody).status()).as(nobody).isEqualTo(403);
        }
        assertThat(submit("x".repeat(128)).status()).isEqualTo(202);
        assertThat(ask("x".repeat(128), "GET", "/projects/plan-abcdef", "")
                        .body()
                        .path("caller")
                        .asText())
                .isEqualTo("anna");
    }
}
