package dev.kintsugi.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepCallTest {
    private static StepCall read(String contract) throws IOException {
        return StepCall.read(new ByteArrayInputStream("""
                {"contract":%s,"job":"shop-abcdef.till","execution":"arn:x","state":"Execute","entered":"2026-11-21T10:00:01Z","redrives":1}""".formatted(contract).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_machine_of_this_stack_is_understood() throws IOException {
        assertThat(read(Integer.toString(StepCall.CONTRACT)).job().toString()).isEqualTo("shop-abcdef.till");
    }

    /** An upgrade finds executions under way: they keep their definition and speak the contract before. */
    @ParameterizedTest
    @CsvSource({
        "1,1,true",
        "0,1,false",
        "2,1,false",
        "1,2,true",
        "2,2,true",
        "3,2,false",
        "1,3,false",
        "2,3,true",
        "-1,1,false"
    })
    void functions_speak_their_contract_and_the_one_before(int contract, int now, boolean spoken) {
        assertThat(StepCall.isSpoken(contract, now)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "0", "\"one\"", "null"})
    void another_contract_is_named_and_what_to_do(String contract) {
        assertThatThrownBy(() -> read(contract))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was called with " + contract)
                .hasMessageContaining("start a new attempt");
    }
}
