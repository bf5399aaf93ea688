package dev.kintsugi.engine.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the functions of the language take their arguments, null among them. */
class BuiltInTest {

    private static String evaluate(String expression) {
        Map<String, Object> states = new HashMap<>();
        states.put("input", Document.parse("{\"none\":null,\"some\":[1,null]}").operand());
        return JsonText.write(Expression.compile(expression, "Output")
                .evaluate(new Expression.Scope(fields -> states, name -> null, InstantSource.system())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$reverse(null)|[null]",
                "$shuffle($states.input.none)|[null]",
                "$sort(null)|[null]",
                "$zip(null)|[[null]]",
                "$partition(null, 1)|[[null]]",
                "$append(null, null)|[null,null]",
                "$map(null, function($v) { 1 })|1",
                "$map($states.input.some, function($v) { $type($v) })|[\"number\",\"null\"]",
                "$filter(null, function($v) { true })|null",
                "$single(null)|null",
                "$reduce(null, function($a, $b) { 1 })|null",
                "$distinct(null)|null",
                "$string(null) & $type(null) & $boolean(null) & $exists(null)|\"nullnullfalsetrue\"",
                "$map([1, 2], $sum)|[1,2]",
                "$map(['ab', 'c'], $length)|[2,1]",
                "$filter([0, 1], $boolean)|1",
                "['a', 'b'].$uppercase()|[\"A\",\"B\"]",
                "($second := $substring(?, 1, 1); $second('abc'))|\"b\"",
                "($has := $contains(?, 'b'); $has('abc'))|true",
                "($add := $sum(?); $add([1, 2]))|3",
                "($to := $range(0, ?, 1); $to(2))|[0,1,2]",
            })
    void takes(String expression, String value) {
        assertThat(evaluate(expression)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "$uppercase(null), 1, uppercase",
        "$uppercase($states.input.none), 1, uppercase",
        "'$substring(''abc'', 1, null)', 3, substring",
        "'$contains(''a'', null)', 2, contains",
        "'$split(null, '','')', 1, split",
        "'$replace(''a'', /a/, null)', 3, replace",
        "'$join([''a''], null)', 2, join",
        "'$pad(''a'', null)', 2, pad",
        "'$formatBase(5, null)', 2, formatBase",
        "$number(null), 1, number",
        "$abs(null), 1, abs",
        "'$power(2, null)', 2, power",
        "$toMillis(null), 1, toMillis",
        "$fromMillis(null), 1, fromMillis",
        "'$each(null, function($v) { 1 })', 1, each",
        "'$lookup({}, null)', 2, lookup",
        "$error(null), 1, error",
        "$assert(null), 1, assert",
        "$random(null), 1, random",
        "$encodeUrl(null), 1, encodeUrl",
        "'$map([1], $uppercase)', 1, uppercase",
        "'$map($states.input.some, $floor)', 1, floor",
    })
    void refuses(String expression, int argument, String function) {
        assertThatThrownBy(() -> evaluate(expression))
                .hasMessageEndingWith("threw an error during evaluation. T0410: Argument " + argument
                        + " of function \"" + function + "\" does not match function signature");
    }

    @ParameterizedTest
    @CsvSource({
        "$sum(null), sum, numbers",
        "$max(null), max, numbers",
        "$average($states.input.some), average, numbers",
        "$join(null), join, strings",
        "$merge(null), merge, objects",
    })
    void wantsAListOfOneType(String expression, String function, String types) {
        assertThatThrownBy(() -> evaluate(expression))
                .hasMessageEndingWith("threw an error during evaluation. T0412: Argument 1 of function \"" + function
                        + "\" must be an array of \"" + types + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "$encodeUrl('https://a.example/b c?d=é&e=1#f')|https://a.example/b%20c?d=%C3%A9&e=1#f",
                "$encodeUrlComponent('b c?d=é&😀')|b%20c%3Fd%3D%C3%A9%26%F0%9F%98%80",
                "$encodeUrlComponent('-_.!~*()')|-_.!~*()",
                "$decodeUrl('a+b%20%C3%A9%2F%3F%f0%9f%98%80')|a+b é%2F%3F😀",
                "$decodeUrlComponent('a+b%20%C3%A9%2F%3F')|a+b é/?",
            })
    void writesUrls(String expression, String url) {
        assertThat(JsonText.read(evaluate(expression))).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "decodeUrl, %E0%A4%A",
        "decodeUrl, %E0%A4",
        "decodeUrl, %zz",
        "decodeUrl, a%",
        "decodeUrlComponent, %FF",
        "decodeUrlComponent, %80",
        "decodeUrlComponent, %C0%80",
        "decodeUrlComponent, %C3a9",
    })
    void refusesUrls(String function, String url) {
        assertThatThrownBy(() -> evaluate("$" + function + "('" + url + "')"))
                .hasMessageEndingWith("threw an error during evaluation. D3140: Malformed URL passed to " + function
                        + "(): \"" + url + "\"");
    }
}
