package dev.kintsugi.engine.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dashjoin.jsonata.JException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonataTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.006Z"));

    private final Map<String, Document> variables = new HashMap<>();
    private String input = "{}";

    private String evaluate(String expression) {
        Object value = Document.parse(input).operand();
        Map<String, Object> states = new HashMap<>();
        states.put("input", value);
        return JsonText.write(Expression.compile(expression, "Output")
                .evaluate(new Expression.Scope(fields -> states, variables::get, CLOCK)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 + 1|2",
                "4 / 2|2",
                "10 / 4|2.5",
                "2147483647 + 1|2147483648",
                "$power(2, 40)|1099511627776",
                "1e21|1.0E21",
                "[1..3]|[1,2,3]",
                "{'b': 1, 'a': null}|{\"b\":1,\"a\":null}",
                "$partition([1,2,3,4,5], 2)|[[1,2],[3,4],[5]]",
                "$partition([1,2,3], 2.9)|[[1,2],[3]]",
                "$range(1, 6, 2)|[1,3,5]",
                "$range(3, 1, -1)|[3,2,1]",
                "$range(-1.7, 2, 1)|[-1,0,1,2]",
                "$range(5, 5, 1)|5",
                "$hash('abc', 'SHA-256')|\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
                "$hash('', 'MD5')|\"d41d8cd98f00b204e9800998ecf8427e\"",
                "$parse('{\"a\":[1,null]}').a|[1,null]",
                "$parse('null')|null",
                "$type($uuid())|\"string\"",
                "$random(7) = $random(7)|true",
                "$random() < 1|true",
                "$now()|\"2026-01-02T03:04:05.006Z\"",
                "$millis()|1767323045006",
                "$match('a1b2', /[0-9]/).match|[\"1\",\"2\"]",
                "($digit := /([0-9])/; $match('a1b2', $digit).groups)|[\"1\",\"2\"]",
                "($digit := /[0-9]/; $digit('a1b2').next().match)|\"2\"",
                "$filter(['Xa', 'b', 'xc'], /^x/i)|[\"Xa\",\"xc\"]",
                "('a/b' ~> /[/]/).start|1",
                "$split('a, b;c', /[,;] */)|[\"a\",\"b\",\"c\"]",
                "$replace('john smith', /(\\w+)\\s(\\w+)/, '$2, $1')|\"smith, john\"",
                "$replace('a.b.c', '.', '--', 1)|\"a--b.c\"",
                "$pad('foo', 8, '#') & $pad('foo', -8, '-+') & $pad('foo', 2) & $pad('x', 2) |\"foo#####-+-+-foofoox \"",
                "$join(['a','b'], ', ') & $join('c') & $join(['d','e'])|\"a, bcde\"",
                "4 / 2 / 1 & '/x/'|\"2/x/\"",
                "$replace('aXbX', /X/, '-')|\"a-b-\"",
                "$split('a,b', /,/)|[\"a\",\"b\"]",
                "$contains('abc', 'b')|true",
                "$pad('x', 3, '-')|\"x--\"",
                "$map([1,2], function($x) { $x * 2 })|[2,4]",
                "$formatNumber(1234.5, '#,##0.00')|\"1,234.50\"",
            })
    void an_expression_gives_what_aws_gives(String expression, String json) {
        assertThat(evaluate(expression)).isEqualTo(json);
    }

    @Test
    void nulls_are_values_and_order_and_numbers_are_kept() {
        input = "{\"z\":null,\"a\":[1.0,2.50,12345678901234567890,9007199254740993]}";
        assertThat(evaluate("$states.input.z")).isEqualTo("null");
        assertThat(evaluate("{'v': $states.input.z, 'gone': $states.input.nope}"))
                .isEqualTo("{\"v\":null}");
        assertThat(evaluate("$states.input.a")).isEqualTo("[1,2.5,1.2345678901234567E19,9007199254740993]");
        assertThat(evaluate("$exists($states.input.z)")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$states.input.some[1]|null",
                "$exists($states.input.some[1])|true",
                "$states.input.some = [1, null]|true",
                "null in $states.input.some|true",
                "$states.input.some[$ = null]|null",
                "$states.input.some.$type($)|[\"number\",\"null\"]",
                "$map($states.input.some, function($v) { $v = null })|[false,true]",
                "$map($kept, function($v) { $type($v) })|[\"null\",\"number\"]",
                "$map($parse('[null, 1]'), function($v) { $type($v) })|[\"null\",\"number\"]",
                "$reduce($states.input.some, function($all, $v) { $all & $v }, '')|\"1null\"",
                "$each($states.input.fields, function($v, $k) { $k & $type($v) })|[\"xnull\",\"ynumber\"]",
                "$sift($states.input.fields, function($v) { $v = null })|{\"x\":null}",
                "$merge([$states.input.fields, {'z': null}])|{\"x\":null,\"y\":1,\"z\":null}",
                "$string($states.input.some) & $string([null])|\"[1,null][null]\"",
                "$append($states.input.some, null)|[1,null,null]",
                "$distinct([null, $states.input.some])|[null,1]",
                "{'a': $states.input.some, 'b': [null]}|{\"a\":[1,null],\"b\":[null]}",
                "$states.input.objects.x|[null,1]",
            })
    void nulls_that_are_in_something_are_values_too(String expression, String json) {
        input = "{\"some\":[1,null],\"fields\":{\"x\":null,\"y\":1},\"objects\":[{\"x\":null},{\"x\":1}]}";
        variables.put("kept", Document.parse("[null,1]"));
        assertThat(evaluate(expression)).isEqualTo(json);
    }

    @Test
    void variables_are_seen_by_their_names() {
        variables.put("x", Document.parse("{\"y\":[1,2]}"));
        variables.put("none", Document.parse("null"));
        assertThat(evaluate("$x.y[1]")).isEqualTo("2");
        assertThat(evaluate("$none")).isEqualTo("null");
        assertThat(evaluate("($t := 5; $t + $x.y[0])")).isEqualTo("6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$states.input.nope",
                "$partition([], 2)",
                "$partition([1], 0)",
                "$range(1, 5)",
                "$range(1, 5, -1)",
                "$hash('a')"
            })
    void nothing_is_an_error(String expression) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(QueryException.class)
                .hasMessage("The JSONata expression '" + expression
                        + "' specified for the field 'Output' returned nothing (undefined).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 + 'a'|T2002: The right side of the \"+\" operator must evaluate to a number",
                "$eval('1')|T1006: Attempted to invoke a non-function",
                "$error('boom')|D3137: boom",
                "$hash('a', 'SHA256')|D3137: Algorithm must be one of",
                "$partition([1], -1)|D3137: Second argument must be zero or greater",
                "$parse('{')|D3137: Invalid JSON",
            })
    void what_is_thrown_is_told(String expression, String message) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(QueryException.class)
                .hasMessageStartingWith("The JSONata expression '" + expression
                        + "' specified for the field 'Output' threw an error during evaluation. " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($x) { $f($x + 1) }; $f(1))",
                "($f := function($x) { 1 + $f($x + 1) }; $f(1))",
                "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', /^(a+)+$/)",
                "($r := /^(a|aa)+$/; $r('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'))",
                "$replace($pad('', 1000000, 'x'), 'x', $pad('', 1000000, 'y'))",
                "$replace($pad('', 1000000, 'x'), /x+/, '$0$0$0$0$0$0$0')",
                "($s := $pad('', 1000000, 'x'); $map([1..100000], function($i) { $s }))",
                "($s := $pad('', 1000000, 'x'); $string($map([1..100000], function($i) { $s })))",
                "($s := $pad('', 1000000, 'x'); $join($map([1..100000], function($i) { $s })))",
                "$range(1, 360146, 1)",
                "$pad('x', 100000000)",
                "$string([1..1000000])",
                "function($x) { $x }",
            })
    void nothing_hangs_or_exhausts_the_engine(String expression) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(QueryException.class);
    }

    @Test
    void what_does_not_parse_is_refused() {
        assertThatThrownBy(() -> Expression.compile("a[1,2)", "Output")).isInstanceOf(JException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "phone|phone",
                "$states.input.a[b > 3].c|",
                "$map($states.input.a, function($x)<n:n>{ b })|b",
                "{ 'k': v }|v",
                "$states.input.{ 'k': v }|",
                "$states.input{ name: v }|",
                "$states.input.a^(>price)|",
                "$states.input.(a + b)|",
                "(a and b)|a,b",
                "`odd name` in [1]|odd name",
                "true or null = false|",
                "'text' & \"other /* no comment */\" /* comment */|",
                "$x.y + $$.z|$$",
                "$replace('a/b', /a\\/b/i, '')|",
                "1.5e3 / 2|",
            })
    void names_without_a_context_are_found(String expression, String names) {
        assertThat(References.of(expression).topLevelNames())
                .containsExactlyElementsOf(names == null ? List.of() : List.of(names.split(",")));
    }

    @Test
    void the_names_of_a_transform_are_read_in_what_it_changes() {
        assertThat(References.of("$states.input ~> |a|{'b': c}|").topLevelNames())
                .isEmpty();
    }

    @Test
    void references_tell_own_variables_from_outer_ones() {
        References references = References.of("($a := $b; $map($c, function($d) { $d + $a + $states.result.x }))");
        assertThat(references.variables()).containsExactlyInAnyOrder("b", "c", "map", "states");
        assertThat(references.statesFields()).containsExactly("result");
        assertThat(References.of("$states").statesFields()).isEmpty();
    }

    @Test
    void documents_know_their_size_in_utf8() {
        assertThat(Document.utf8Bytes("aä€😀")).isEqualTo(1 + 2 + 3 + 4);
        assertThat(Document.parse(" {\"a\": 1}").text()).isEqualTo(" {\"a\": 1}");
        assertThatThrownBy(() -> Document.parse("{} {}")).isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() -> Document.parse("[".repeat(501) + "]".repeat(501)))
                .isInstanceOf(JsonSyntaxException.class);
        assertThat(JsonText.write(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                .isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\"]");
    }

    @Test
    void only_a_whole_string_is_an_expression() {
        assertThat(Template.isExpression("{% 1 %}")).isTrue();
        assertThat(Template.isExpression("{%%}")).isTrue();
        assertThat(Template.isExpression(" {% 1 %}")).isFalse();
        assertThat(Template.isExpression("{%}")).isFalse();
    }
}
