package dev.kintsugi.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelJsonTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void an_exchange_has_the_same_bytes_in_every_version() {
        assertThat(ModelJson.line(ModelJson.of(Samples.exchange()))).isEqualTo("""
                {"v":1,"turn":{"task":"t1","role":"reviewer","cycle":2,"turn":3,"order":7},"model":"some.model",\
                "requestHash":"abc","reply":{"text":"text ✓\\n\\"quoted\\"","calls":[{"id":"c1","name":"read_file",\
                "input":{"path":"a"}},{"id":"c2","name":"x","text":"{\\"a","reason":"no valid JSON"}],\
                "stop":"tool_use","usage":{"input":10,"output":20,"cacheRead":30,"cacheWrite":40,"reported":true}},\
                "costMicroDollars":123,"calls":2,"withTools":true,"leftOut":["file x"]}""");
    }

    @Test
    void an_exchange_comes_back_from_its_bytes() throws Exception {
        JsonNode read = MAPPER.readTree(ModelJson.line(ModelJson.of(Samples.exchange())));

        assertThat(ModelJsonReader.exchange(read)).isEqualTo(Samples.exchange());
    }

    @Test
    void a_conversation_comes_back_from_its_bytes() throws Exception {
        List<Message> talk = List.of(
                new Message.FromUser(List.of(new Passage("task", "Do.", Keep.SPARE, true))),
                new Message.FromModel("so", Samples.exchange().reply().calls()),
                new Message.FromTools(List.of(new ToolResult("c1", "x", true))));
        for (Message message : talk) {
            JsonNode read = MAPPER.readTree(ModelJson.line(ModelJson.of(message)));
            assertThat(ModelJsonReader.message(read)).isEqualTo(message);
        }
    }

    @Test
    void every_field_that_is_missing_or_of_another_kind_is_named() {
        ObjectNode good = ModelJson.of(Samples.exchange());
        good.fieldNames().forEachRemaining(field -> {
            ObjectNode lacking = good.deepCopy();
            lacking.remove(field);
            assertThatThrownBy(() -> ModelJsonReader.exchange(lacking)).hasMessageContaining("'" + field + "'");
            ObjectNode other = good.deepCopy();
            other.set(field, MAPPER.getNodeFactory().pojoNode("?"));
            assertThatThrownBy(() -> ModelJsonReader.exchange(other)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void a_record_of_a_newer_version_is_refused_by_its_number() {
        ObjectNode newer = ModelJson.of(Samples.exchange()).put("v", 2);

        assertThatThrownBy(() -> ModelJsonReader.exchange(newer)).hasMessageContaining("version 2");
    }

    @Test
    void the_hash_is_of_what_the_model_is_shown_and_of_nothing_else() {
        ModelRequest request = Samples.request();
        String hash = ModelJson.hash(request);

        assertThat(hash).hasSize(64).isEqualTo(ModelJson.hash(Samples.request()));
        assertThat(ModelJson.hash(Samples.request(new Passage("other name", "Do it.\n", Keep.SPARE, true))))
                .isEqualTo(hash);
        assertThat(ModelJson.hash(Samples.request(Passage.needed("task", "Do it!\n"))))
                .isNotEqualTo(hash);
        assertThat(ModelJson.hash(request.withMaxTokens(7))).isNotEqualTo(hash);
        assertThat(ModelJson.hash(new ModelRequest(
                        request.turn(),
                        request.system(),
                        request.messages(),
                        Samples.toolbox(),
                        request.maxTokens(),
                        0)))
                .isNotEqualTo(hash);
    }
}
