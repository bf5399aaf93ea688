package dev.kintsugi.handlers.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectCallTest {
    private static ApiRequest read(String event) throws Exception {
        return DirectCall.read(new ObjectMapper().readTree(event.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{'action':'inspect'%'project':'p-1'}, GET, /projects/p-1/inspect",
                "{'action':'resume'%'project':'p-1'}, POST, /projects/p-1/resume",
                "{'action':'cancel'%'project':'p-1'}, POST, /projects/p-1/cancel",
                "{'action':'continue'%'job':'p-1.t'}, POST, /jobs/p-1.t/continue",
                "{'action':'redrive'}, POST, /redrive",
            })
    void an_action_is_the_route_that_a_client_would_call(String event, String method, String path) throws Exception {
        ApiRequest request = read(event.replace('%', ','));

        assertThat(request.method()).isEqualTo(method);
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.body()).isEmpty();
        assertThat(request.caller()).isEqualTo("whoever may invoke the function");
    }

    @Test
    void what_else_it_says_is_the_body_in_json() throws Exception {
        ApiRequest request = read("{'action':'retry','project':'p-1','caller':'ana','token':'1','tasks':['a']}");

        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("{\"token\":\"1\",\"tasks\":[\"a\"]}");
        assertThat(request.headers()).containsEntry("Content-Type", "application/json");
        assertThat(request.caller()).isEqualTo("ana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action':'explode','project':'p-1'}",
                "{'action':'resume'}",
                "{'action':'resume','project':'../p'}",
                "{'action':'continue','project':'p-1'}",
            })
    void what_cannot_be_called_is_a_refusal(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(Refusal.class);
    }

    @Test
    void an_answer_keeps_its_status() throws Exception {
        byte[] written = DirectCall.written(
                ApiAnswer.of(409, JsonNodeFactory.instance.objectNode().put("a", 1)));

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("{\"status\":409,\"body\":{\"a\":1}}");
    }
}
