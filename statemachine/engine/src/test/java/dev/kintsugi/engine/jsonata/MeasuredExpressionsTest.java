package dev.kintsugi.engine.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people measured on AWS, written down anew: values, and the words and codes of errors. */
class MeasuredExpressionsTest {
    private static final String OUT_OF_MEMORY = "' specified for the field 'Output' threw an error during evaluation:"
            + " Expression evaluation memory limit exceeded: Check for excessive memory usage";
    private static final String THREW = "' specified for the field 'Output' threw an error during evaluation";

    private static String evaluate(String expression) {
        return JsonText.write(Expression.compile(expression, "Output")
                .evaluate(new Expression.Scope(fields -> Map.of(), name -> null, InstantSource.system())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1/0|\"Infinity\"",
                "-1/0|\"-Infinity\"",
                "1e308 * 10|\"Infinity\"",
                "0/0|\"NaN\"",
                "5 % 0|\"NaN\"",
                "$parseInteger('abc', '0')|\"NaN\"",
                "[$parseInteger('abc', '0')]|[\"NaN\"]",
                "$parseInteger('123', '0')|123",
                "$partition([1,2,3])|[[1,2,3]]",
                "$partition([1,2,3,4,5], 2.9)|[[1,2],[3,4],[5]]",
                "$range(10, 0, -2)|[10,8,6,4,2,0]",
                "$range(5, 1, -1.5)|[5,4,3,2,1]",
                "$range(-2.9, 0, 1)|[-2,-1,0]",
                "$range(3, 3, 1)|3",
                "$count($range(-9223372036854775808, 9223372036854775807, 9223372036854775807))|3",
                "$random(42)|0.7275636800328681",
                "$random(0.9)|0.730967787376657",
                "$random(7)|0.7306990420600421",
                "$hash('ñ', 'MD5')|\"94e9342ecbb1458b6043ecd3bfcbc192\"",
                "$parse('{\"n\":9223372036854775807}').n|9223372036854775807",
                "$parse('1.0')|1",
                "$parse('1e2')|100",
                "$exists($parse('null'))|true",
                "$map(['{\"a\":1}', '{\"a\":2}'], $parse).a|[1,2]",
                "$string(1e19)|\"10000000000000000000\"",
                "$string(999999999999999868928)|\"999999999999999900000\"",
                "$string(1e21)|\"1e+21\"",
                "$string(-1.5e20)|\"-150000000000000000000\"",
                "$string($parse('9223372036854775808'))|\"9223372036854776000\"",
                "$string({'n': 1e20})|\"{\\\"n\\\":100000000000000000000}\"",
                "$string([[1e20], 2])|\"[[100000000000000000000],2]\"",
                "$string(1e-7)|\"1e-7\"",
                "$string(1/3)|\"0.333333333333333\"",
                "$formatNumber(1234.5678, '#,##0.00')|\"1,234.57\"",
                "$formatNumber(0.123, '#0.0%')|\"12.3%\"",
                "$formatNumber(1234.5678, '$#,##0.00')|\"$1,234.57\"",
                "$formatNumber(-5, '0;(0)')|\"(5)\"",
                "$sum([1,2]) & $max([1,2]) & $min([1,2]) & $average([1,2])|\"3211.5\"",
                "$sum(5) + $sum([])|5",
                "$merge([{'a':1},{'b':2}])|{\"a\":1,\"b\":2}",
                "$sort([3,1,2])|[1,2,3]",
                "$sort(['b','a'])|[\"a\",\"b\"]",
                "$sort([{'a':2},{'a':1}], function($x,$y){$x.a > $y.a}).a|[1,2]",
                "$number('12') + $number(true)|13",
                "$toMillis('1970-01-01T00:00:01Z')|1000",
                "$formatBase(255, 16)|\"ff\"",
                "$count(null)|1",
                "$count([])|0",
                "$count([null, [1, 2]])|2",
                "$count($lookup({}, 'a'))|0",
                "[[1,2],[3]] ~> $map($count)|[2,1]",
                "$length($pad('', 262144, 'xy'))|262144",
                "$length($pad('', -262144, 'é'))|262144",
                "$length($pad($pad('', 131072, 'x'), 262145, 'x'))|262145",
                "$length($pad('', 131072) & $pad('', 131073))|262145",
                "$length($join([$pad('', 131072), $pad('', 131073)]))|262145",
                "$count($range(1, 360145, 1))|360145",
            })
    void gives(String expression, String value) {
        assertThat(evaluate(expression)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$parse(null)|T0410: Argument 1 of function \"parse\" does not match function signature",
                "$parse('{}', 'x')|T0410: Argument 1 of function \"parse\" does not match function signature",
                "$parse('')|D3137: Invalid JSON",
                "$parse('{\"a\":1}{\"b\":2}')|D3137: Invalid JSON",
                "$parse('{\"a\":1,\"a\":2}')|D3137: Invalid JSON",
                "$parse('1e400')|D3137: Invalid JSON",
                "$partition([1,2,3], -1)|D3137: Second argument must be zero or greater",
                "$range(1)|T0410: Argument 2 of function \"range\" does not match function signature",
                "$hash(42, 'MD5')|T0410: Argument 1 of function \"hash\" does not match function signature",
                "$uuid('seed')|T0410: Argument 1 of function \"uuid\" does not match function signature",
                "$eval('1+1')|T1006: Attempted to invoke a non-function",
                "$split('a','b',-1)|D3020: Third argument of split function must evaluate to a positive number",
                "$each('x', function($v){$v})|T0410: Argument 1 of function \"each\" does not match function signature",
                "$reduce([1,2], function($a){$a})|D3050: The second argument of reduce function must be a function with at least two arguments",
                "$single([1,2], function($x){true})|D3138: The $single() function expected exactly 1 matching result.  Instead it matched more.",
                "$sum(['a'])|T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"",
                "$join([1])|T0412: Argument 1 of function \"join\" must be an array of \"strings\"",
                "$merge([1])|T0412: Argument 1 of function \"merge\" must be an array of \"objects\"",
                "1 < 'a'|T2009: The values 1 and \"a\" either side of operator \"<\" must be of the same data type",
                "$replace('a','','b')|D3010: Second argument of replace function cannot be an empty string",
                "$sqrt(-1)|D3060: The sqrt function cannot be applied to a negative number: -1",
                "1 + {}|T2002: The right side of the \"+\" operator must evaluate to a number",
                "$number('x')|D3030: Unable to cast value to a number: \"x\"",
                "$toMillis('nope')|D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given \"nope\"",
                "$formatBase(10, 1)|D3100: The radix of the formatBase function must be between 2 and 36.  It was given 1",
                "$fromMillis(0, '[q]')|D3132: Unknown component specifier q in date/time picture string",
                "$string($parseInteger('x','0'))|D3001: Attempting to invoke string function on Infinity or NaN",
                "(1; 1/0) + 1|D1001: Number out of range: \"Infinity\"",
            })
    void throwsWithItsCode(String expression, String words) {
        assertThatThrownBy(() -> evaluate(expression))
                .hasMessage("The JSONata expression '" + expression + THREW + ". " + words);
    }

    @ParameterizedTest
    @CsvSource({
        "x,D3086",
        "0.0;0.0;0.0,D3080",
        "0.0.0,D3081",
        "0%%,D3082",
        "0\u2030\u2030,D3083",
        "0%\u2030,D3084",
        ".,D3085",
        "'0,.0',D3087",
        "'0,',D3088",
        "'0,,0',D3089",
        "0#,D3090",
        "##0.0#0,D3091",
        "0e0%,D3092",
        "#0e,D3093"
    })
    void a_picture_is_refused_by_the_rule_that_it_breaks(String picture, String code) {
        assertThatThrownBy(() -> evaluate("$formatNumber(1, '" + picture + "')"))
                .hasMessageContaining(". " + code + ": ");
    }

    @Test
    void an_expression_nests_a_hundred_levels_and_no_more() {
        assertThat(evaluate("1" + "+1".repeat(99))).isEqualTo("100");
        assertThat(evaluate("(".repeat(99) + "1" + ")".repeat(99))).isEqualTo("1");
        assertThat(evaluate("1" + "~>$string".repeat(99))).isEqualTo("\"1\"");
        for (String tooDeep : new String[] {
            "1" + "+1".repeat(100), "(".repeat(100) + "1" + ")".repeat(100), "1" + "~>$string".repeat(100)
        }) {
            assertThatThrownBy(() -> evaluate(tooDeep))
                    .hasMessageEndingWith(
                            THREW + ": Stack overflow error: Check for non-terminating recursive function."
                                    + " Consider rewriting as tail-recursive. Depth=101 max=100");
        }
    }

    @Test
    void a_function_calls_itself_31_times_and_no_more() {
        String recursion = "($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(%d))";

        assertThat(evaluate(recursion.formatted(31))).isEqualTo("31");
        assertThatThrownBy(() -> evaluate(recursion.formatted(32))).hasMessageEndingWith("Depth=101 max=100");
    }

    @Test
    void a_value_takes_so_many_bytes_and_no_more() {
        assertThat(evaluate("[1..873782] ~> $count()")).isEqualTo("873782");
        assertThatThrownBy(() -> evaluate("[1..873783] ~> $count()")).hasMessageEndingWith(OUT_OF_MEMORY);
        String doubling = "($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', %d)))";
        assertThat(evaluate(doubling.formatted(22))).isEqualTo("4194304");
        assertThatThrownBy(() -> evaluate(doubling.formatted(23))).hasMessageEndingWith(OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"$pad('', 262145, 'x')", "$pad('', -262145)", "$pad('abc', 262148)", "$range(1, 360146, 1)"})
    void what_one_function_makes_is_bounded_before_it_is_made(String expression) {
        assertThatThrownBy(() -> evaluate(expression))
                .hasMessage("The JSONata expression '" + expression + OUT_OF_MEMORY);
    }
}
