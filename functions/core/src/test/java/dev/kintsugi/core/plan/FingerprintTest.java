package dev.kintsugi.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.plan.read.PlanReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String SETTINGS =
            "name: p\nchecks: [{name: a, command: b, timeout: 2m}]\ncontext_tokens: 5000\n";
    private static final String A = "---\nid: a\nmax_budget_usd: 1.5\n---\n# A\n\n## Acceptance Criteria\n- [ ] one\n";
    private static final String B = "---\nid: b\ndepends_on: [a]\n---\n# B\n";

    @Test
    void the_same_plan_in_other_files_is_the_same_plan() {
        Project plan = plan("project.yaml", SETTINGS, "1.md", A, "2.md", B);

        assertThat(plan("project.yaml", SETTINGS, "x.md", B, "y.md", "\n" + A.replace("\n", "\r\n"))
                        .fingerprint())
                .isEqualTo(plan.fingerprint())
                .hasSize(64);
    }

    @Test
    void whatever_is_changed_makes_another_plan() {
        String fingerprint =
                plan("project.yaml", SETTINGS, "1.md", A, "2.md", B).fingerprint();

        assertThat(plan("project.yaml", SETTINGS, "1.md", A + "more", "2.md", B).fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(plan("project.yaml", SETTINGS, "1.md", A.replace("1.5", "1.6"), "2.md", B)
                        .fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(plan("project.yaml", SETTINGS + "gate: approve", "1.md", A, "2.md", B)
                        .fingerprint())
                .isNotEqualTo(fingerprint);
        assertThat(plan("project.yaml", SETTINGS, "1.md", A).fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void a_project_written_as_json_is_read_back_the_same() throws IOException {
        Project plan = plan("project.yaml", SETTINGS, "1.md", A, "2.md", B);
        ObjectMapper json = PlanJson.mapper();
        String written = json.writeValueAsString(plan);

        assertThat(json.readValue(written, Project.class)).isEqualTo(plan);
        assertThat(written)
                .contains("\"max_budget\":1500000", "\"timeout\":120", "\"mode\":\"edit\"", "\"depends_on\":[\"a\"]");
    }

    @Test
    void money_is_whole_micro_dollars() {
        assertThat(MicroDollars.ofDollars(new BigDecimal("0.000001")).amount()).isEqualTo(1);
        assertThatThrownBy(() -> MicroDollars.ofDollars(new BigDecimal("0.0000001")))
                .isInstanceOf(ArithmeticException.class);
        assertThat(MicroDollars.ofDollars(5)).hasToString("$5.00");
        assertThat(new MicroDollars(12_500)).hasToString("$0.0125");
    }

    @Test
    void an_id_outside_of_its_grammar_is_a_bug() {
        assertThatThrownBy(() -> new TaskId("a/b")).hasMessageContaining("found \"a/b\"");
        assertThat(Slug.ofProject("Ärger & İstanbul!")).isEqualTo("arger-istanbul");
    }

    private static Project plan(String... namesAndTexts) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return Objects.requireNonNull(PlanReader.strict().readTexts("p", files).project());
    }
}
