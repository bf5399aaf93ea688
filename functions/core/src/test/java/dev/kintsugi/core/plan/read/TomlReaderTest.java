package dev.kintsugi.core.plan.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.plan.PlanLimits;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomlReaderTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`a = 'x'` | {a=TEXT:x}",
                "`a.b.\"c d\" = 1` | {a={b={c d=WHOLE:1}}}",
                "`[a.b]~c = 1~[a]~d = 2` | {a={b={c=WHOLE:1}, d=WHOLE:2}}",
                "`[[a]]~b = 1~[[a]]~b = 2~[a.c]~d = 3` | {a=[{b=WHOLE:1}, {b=WHOLE:2, c={d=WHOLE:3}}]}",
                "`a = { b = 1, c.d = [ ] }` | {a={b=WHOLE:1, c={d=[]}}}",
                "`a = [~  1, # one~  2,~]` | {a=[WHOLE:1, WHOLE:2]}",
                "`a = 0xFF~b = 0o17~c = 0b11~d = -1_000~e = +5` | {a=WHOLE:255, b=WHOLE:15, c=WHOLE:3, d=WHOLE:-1000, e=WHOLE:5}",
                "`a = 1.5~b = 5e2~c = -inf~d = nan` | {a=DECIMAL:1.5, b=DECIMAL:500.0, c=DECIMAL:-Infinity, d=DECIMAL:NaN}",
                "`a = true~b = false` | {a=FLAG:true, b=FLAG:false}",
                "`a = 1979-05-27 07:32:00Z~b = 07:32:00.5~c = 1979-05-27T07:32:00-08:00` | {a=DATE:1979-05-27 07:32:00Z, b=DATE:07:32:00.5, c=DATE:1979-05-27T07:32:00-08:00}",
                "`a = \"x\\ty\\u00e9\\U0001F600\\\\\"` | {a=TEXT:x\ty\u00e9\uD83D\uDE00\\}",
                "`a = \"\"\"~one\\~   two \"\"quoted\"\" \"\"\"\"` | {a=TEXT:onetwo \"\"quoted\"\" \"}",
                "`a = '''~C:\\dir~'''` | {a=TEXT:C:\\dir~}",
                "`1979 = 1~-_ = 2~'' = 3` | {1979=WHOLE:1, -_=WHOLE:2, =WHOLE:3}",
                "`a.b = 1~a.c = 2` | {a={b=WHOLE:1, c=WHOLE:2}}",
            })
    void what_toml_says_is_understood(String text, String meaning) {
        Parsed parsed = TomlReader.read(text.replace('~', '\n'));

        assertThat(parsed.faults()).isEmpty();
        assertThat(shown(parsed.table())).isEqualTo(meaning.replace('~', '\n'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a =",
                "a = x",
                "= 1",
                "a = 01",
                "a = 1__0",
                "a = 1_",
                "a = .5",
                "a = 5.",
                "a = 1e",
                "a = 0xG",
                "a = 1979-02-30",
                "a = 25:00:00",
                "a = True",
                "a = 'x",
                "a = \"\\q\"",
                "a = \"\\ud800\"",
                "a = \"\\U00110000\"",
                "a = \"x\ny\"",
                "a = [1",
                "a = [1 2]",
                "a = [,]",
                "a = {b = 1",
                "a = {b = 1,}",
                "a = {b = 1\n}",
                "a = 1 b = 2",
                "a = 1\na = 2",
                "a = 1\na.b = 2",
                "[a]\n[a]",
                "[a\n",
                "[]",
                "[[a]",
                "[a]\nb = 1\n[a.b]",
                "a = []\n[[a]]",
                "[[a]]\n[a]",
                "a.b = 1\n[a]",
                "[a.b]\nc = 1\n[a]\nb.d = 2",
                "a = {b = 1}\na.c = 2",
                "a = {b = 1}\n[a.c]",
                "a = {b = 1, b = 2}",
                "\"\"\"a\"\"\" = 1",
                "a = 'x\u0000'",
                "# \u0007",
                "a = 1 \u007F",
                "a = 9223372036854775808",
                "a..b = 1",
                "a = \"\"\"x\"\"\"\"\"\"",
                "\u00e9 = 1",
            })
    void what_is_no_toml_is_told_with_its_place(String text) {
        Parsed parsed = TomlReader.read("first = 1\n" + text + "\n[last]\n");

        assertThat(parsed.faults()).isNotEmpty();
        assertThat(parsed.faults().getFirst().at().line()).isBetween(2, 5);
        assertThat(parsed.table().entries()).containsKey("first");
    }

    @Test
    void what_stands_below_a_broken_header_is_given_to_no_other_table() {
        Parsed parsed = TomlReader.read("[defaults\npriority = 1\n[good]\nx = 1\n");

        assertThat(parsed.faults()).hasSize(1);
        assertThat(shown(parsed.table())).isEqualTo("{good={x=WHOLE:1}}");
    }

    @Test
    void as_many_levels_as_allowed_are_read_and_one_more_is_refused() {
        for (String kind : new String[] {"[", "{a="}) {
            String close = kind.equals("[") ? "]" : "}";
            int levels = PlanLimits.NESTING_LEVELS;
            assertThat(TomlReader.read("x = " + kind.repeat(levels) + "1" + close.repeat(levels))
                            .faults())
                    .isEmpty();
            assertThat(TomlReader.read("x = " + kind.repeat(levels + 1) + "1" + close.repeat(levels + 1))
                            .faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.message()).contains("levels"));
        }
    }

    private static String shown(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.type() + ":" + scalar.text();
            case Node.Sequence list ->
                list.items().stream().map(TomlReaderTest::shown).collect(Collectors.joining(", ", "[", "]"));
            case Node.Table table ->
                table.entries().entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + shown(entry.getValue().value()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }
}
