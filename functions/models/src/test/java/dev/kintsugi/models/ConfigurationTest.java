package dev.kintsugi.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications, prices and keys. */
class ConfigurationTest {
    @TempDir
    private Path folder;

    private static CodingModel open(Map<String, String> environment, String spec) {
        return new Models(environment, ScriptedServer.LONG, ScriptedServer.NO_WAITING)
                .open(ModelSpec.parse(spec), OptionalInt.empty());
    }

    @Test
    void each_kind_of_specification_is_read() {
        assertThat(ModelSpec.parse("recorded:some/dir")).isEqualTo(new ModelSpec.Recorded(Path.of("some/dir")));
        assertThat(ModelSpec.parse("bedrock:eu.anthropic.claude-sonnet-4-5-20250929-v1:0"))
                .isEqualTo(new ModelSpec.Bedrock("eu.anthropic.claude-sonnet-4-5-20250929-v1:0"));
        assertThat(ModelSpec.parse("command:agent --print 'a b'"))
                .isEqualTo(new ModelSpec.Command("agent --print 'a b'"));
        assertThat(ModelSpec.parse("openai:http://localhost:11434/v1#qwen2.5-coder:7b"))
                .isInstanceOfSatisfying(ModelSpec.OpenAi.class, openAi -> {
                    assertThat(openAi.model()).isEqualTo("qwen2.5-coder:7b");
                    assertThat(openAi.endpoint()).hasToString("http://localhost:11434/v1");
                });
        assertThat(ModelSpec.parse("openai:http://h/v1#Qwen/Qwen3#x")).isInstanceOf(ModelSpec.OpenAi.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gpt-4",
                "recorded:",
                "openai:",
                "openai:http://h/v1",
                "openai:http://h/v1#",
                "openai:h#m",
                "bedrock:",
                "bedrock:a b",
                "command:",
                "command: ",
                "OPENAI:http://h/v1#m",
                "recorded:\u0000",
                ":",
                "http://h/v1"
            })
    void a_specification_that_is_none_says_what_was_expected(String spec) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelSpec.parse(spec))
                .satisfies(bad -> assertThat(bad.getMessage()).isNotBlank().doesNotContain("\u0000"));
    }

    @Test
    void a_price_is_found_whatever_region_version_or_arn_is_around_the_name() {
        ModelTable table = ModelTable.delivered();
        Prices sonnet = new Prices(3_000_000, 15_000_000, 300_000, 3_750_000);

        for (String id : new String[] {
            "anthropic.claude-sonnet-4-5-20250929-v1:0",
            "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
            "global.anthropic.claude-sonnet-4-20250514-v1:0",
            "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0"
        }) {
            assertThat(table.ofCharged(id).prices()).as(id).isEqualTo(sonnet);
            assertThat(table.ofCharged(id).contextTokens()).hasValue(200_000);
            assertThat(table.ofCharged(id).priceNote()).isEmpty();
        }
        assertThat(table.ofCharged("anthropic.claude-opus-4-5-x").prices().input())
                .isEqualTo(5_000_000);
        assertThat(table.ofCharged("anthropic.claude-opus-4-1-x").prices().input())
                .isEqualTo(15_000_000);
    }

    @Test
    void a_charged_model_without_a_price_counts_as_the_dearest_and_an_own_one_as_free() {
        ModelTable table = ModelTable.delivered();

        assertThat(table.ofCharged("new.model").prices().output()).isEqualTo(75_000_000);
        assertThat(table.ofCharged("new.model").priceNote())
                .contains("new.model")
                .contains("dearest");
        assertThat(table.ofOwn("qwen2.5-coder:7b").prices()).isEqualTo(Prices.FREE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"m\": 3}",
                "{\"m\": {\"input\": 1}}",
                "{\"m\": {\"input\": -1, \"output\": 1}}",
                "{\"m\": {\"input\": \"3\", \"output\": 1}}",
                "{\"m\": {\"input\": 1, \"output\": 1001}}",
                "{\"m\": {\"input\": 1, \"output\": 1, \"cached\": 1}}",
                "{\"m\": {\"input\": 1, \"output\": 1, \"context_tokens\": 0}}"
            })
    void a_price_table_that_is_wrong_is_refused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelTable.parse(json))
                .withMessageContaining("price table");
    }

    @Test
    void ones_own_price_table_is_laid_over_the_delivered_one() throws IOException {
        Path prices = Files.writeString(
                folder.resolve("prices.json"),
                "{\"qwen\": {\"input\": 0.0000015, \"output\": 2, \"context_tokens\": 9000}}");
        CodingModel model =
                open(Map.of("KINTSUGI_PRICES", prices.toString()), "openai:http://localhost:9/v1#qwen2.5-coder:7b");

        assertThat(model.card().prices()).isEqualTo(new Prices(2, 2_000_000, 2, 2));
        assertThat(model.card().contextTokens()).hasValue(9_000);
        assertThat(model.card().onThisMachine()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(Map.of("KINTSUGI_PRICES", folder + "/none"), "command:cat"))
                .withMessageContaining("KINTSUGI_PRICES");
    }

    @Test
    void prices_may_stand_in_a_variable_where_there_are_no_files() {
        CodingModel model = open(
                Map.of("KINTSUGI_PRICE_TABLE", "{\"qwen\": {\"input\": 1, \"output\": 2, \"context_tokens\": 9000}}"),
                "openai:http://localhost:9/v1#qwen2.5-coder:7b");

        assertThat(model.card().prices()).isEqualTo(new Prices(1_000_000, 2_000_000, 1_000_000, 1_250_000));
    }

    @Test
    void a_setting_of_the_window_goes_before_the_table() {
        CodingModel model = new Models(
                        Map.of("AWS_REGION", "eu-west-1"), ScriptedServer.LONG, ScriptedServer.NO_WAITING)
                .open(ModelSpec.parse("bedrock:amazon.nova-pro-v1:0"), OptionalInt.of(5_000));

        assertThat(model.card().contextTokens()).hasValue(5_000);
        assertThat(model.card().name()).isEqualTo("amazon.nova-pro-v1:0");
        assertThat(model.ask(Requests.large())).isInstanceOf(ModelAnswer.PromptTooLarge.class);
    }

    @Test
    void a_command_is_refused_on_lambda() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(Map.of("AWS_LAMBDA_FUNCTION_NAME", "execute"), "command:cat"))
                .withMessageContaining("laptop");
    }

    @Test
    void bedrock_without_a_region_says_what_to_set() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(Map.of(), "bedrock:amazon.nova-pro-v1:0"))
                .withMessageContaining("AWS_REGION");
    }

    @Test
    void openais_key_goes_to_openai_only_and_ours_wherever_we_say() {
        assertThat(sentWith(Map.of("OPENAI_API_KEY", "sk-openai"))).doesNotContain("sk-openai");
        assertThat(sentWith(Map.of("KINTSUGI_API_KEY", " sk-ours\n"))).contains("Bearer sk-ours\r\n");
    }

    private static String sentWith(Map<String, String> environment) {
        try (ScriptedHttp http = new ScriptedHttp(request -> ScriptedHttp.Act.Answer.json(404, "{}"))) {
            ModelAnswer answer =
                    open(environment, "openai:" + http.address() + "#m").ask(Requests.plain());
            assertThat(answer).isInstanceOf(ModelAnswer.Refused.class);
            StringBuilder sent = new StringBuilder();
            http.requests().forEach(request -> sent.append(request.head()));
            return sent.toString();
        }
    }

    @Test
    void a_secret_shows_itself_to_nobody() {
        Secret secret = new Secret(" sk-1234 ");

        assertThat(secret).hasToString("[secret]");
        assertThat(secret.hideIn("key sk-1234!")).isEqualTo("key [secret]!");
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret(" "));
    }

    @Test
    void a_command_and_a_folder_are_opened_from_their_specifications() throws IOException {
        Files.writeString(folder.resolve("add-login.coder.1.md"), "recorded");

        assertThat(((ModelAnswer.Answered) open(Map.of("PATH", "/usr/bin:/bin"), "command:echo hi")
                                .ask(Requests.plain()))
                        .exchange())
                .satisfies(exchange -> {
                    assertThat(exchange.reply().text()).isEqualTo("hi\n");
                    assertThat(exchange.model()).isEqualTo("command:echo");
                    assertThat(exchange.costMicroDollars()).isZero();
                });
        assertThat(open(Map.of(), "recorded:" + folder).ask(Requests.plain())).isInstanceOf(ModelAnswer.Answered.class);
    }
}
