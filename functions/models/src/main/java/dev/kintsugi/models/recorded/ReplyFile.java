package dev.kintsugi.models.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.ModelJson;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.ToolCall;
import dev.kintsugi.core.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recorded reply as people write it: the reply's text, and before it, where there is more to say, a head.
 *
 * <pre>
 * --- reply
 * stop: tool_use
 * input_tokens: 1200
 * output_tokens: 80
 * call: submit_review {"approved": true, "findings": []}
 * ---
 * The text of the reply, to the last byte.
 * </pre>
 *
 * Heads know {@code stop}, {@code input_tokens}, {@code output_tokens}, {@code cache_read_tokens},
 * <code>cache_write_tokens</code>, <code>call:</code> (any number of them), {@code fault}, and {@code request}, which a
 * recording writes and playing passes over. The first line is exactly
 * {@code --- reply}, because a reply may itself be a file with front matter.
 *
 * @param usage empty when nobody counted
 * @param fault what happens instead of the reply, for scenarios
 */
record ReplyFile(
        String text, List<ToolCall> calls, StopReason stop, Optional<Usage> usage, Optional<RecordedFault> fault) {
    private static final String HEAD = "--- reply";
    private static final String END = "---";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Reads a file's text; what is wrong is told with its line. */
    static ReplyFile parse(String content) {
        int at = content.indexOf('\n') + 1;
        if (!content.lines().findFirst().orElse("").equals(HEAD)) {
            return new ReplyFile(content, List.of(), StopReason.END_TURN, Optional.empty(), Optional.empty());
        }
        Head head = new Head();
        for (int line = 2; at > 0; line++) {
            int next = content.indexOf('\n', at) + 1;
            String written =
                    content.substring(at, next > 0 ? next : content.length()).strip();
            if (written.equals(END)) {
                return head.with(next > 0 ? content.substring(next) : "");
            }
            head.take(line, written);
            at = next;
        }
        throw new IllegalArgumentException("the head that begins with '--- reply' is not closed by '---'");
    }

    /** The line that says which question this answers; people leave it out. */
    static String requestLine(String requestHash) {
        return "request: " + requestHash;
    }

    /** The file's text for a reply. */
    static String write(Reply reply, String requestHash) {
        StringBuilder file = new StringBuilder(HEAD).append('\n');
        file.append(requestLine(requestHash)).append('\n');
        file.append("stop: ").append(reply.stopReason().word()).append('\n');
        if (reply.usage().reported()) {
            file.append("input_tokens: ").append(reply.usage().input()).append('\n');
            file.append("output_tokens: ").append(reply.usage().output()).append('\n');
            file.append("cache_read_tokens: ").append(reply.usage().cacheRead()).append('\n');
            file.append("cache_write_tokens: ")
                    .append(reply.usage().cacheWrite())
                    .append('\n');
        }
        for (ToolCall call : reply.calls()) {
            file.append("call: ").append(call.name()).append(' ');
            file.append(
                            switch (call) {
                                case ToolCall.Usable usable -> ModelJson.line(usable.input());
                                case ToolCall.Unusable unusable ->
                                    unusable.text().replaceAll("\\R", " ");
                            })
                    .append('\n');
        }
        return file.append(END).append('\n').append(reply.text()).toString();
    }

    /** A head under way. */
    private static final class Head {
        private final List<ToolCall> calls = new ArrayList<>();
        private Optional<StopReason> stop = Optional.empty();
        private Optional<RecordedFault> fault = Optional.empty();
        private Usage usage = Usage.NONE;
        private boolean counted;

        void take(int line, String written) {
            int colon = written.indexOf(':');
            String key = colon < 0 ? written : written.substring(0, colon);
            String value = colon < 0 ? "" : written.substring(colon + 1).strip();
            switch (key) {
                case "", "request" -> {}
                case "stop" ->
                    stop = Optional.of(StopReason.ofWord(value)
                            .orElseThrow(() -> bad(line, "no stop reason is called '" + value + "'")));
                case "fault" ->
                    fault = Optional.of(RecordedFault.ofWord(value)
                            .orElseThrow(() -> bad(line, "no fault is called '" + value + "'")));
                case "call" -> calls.add(call(line, value, calls.size() + 1));
                case "input_tokens" -> count(new Usage(number(line, value), 0, 0, 0, true));
                case "output_tokens" -> count(new Usage(0, number(line, value), 0, 0, true));
                case "cache_read_tokens" -> count(new Usage(0, 0, number(line, value), 0, true));
                case "cache_write_tokens" -> count(new Usage(0, 0, 0, number(line, value), true));
                default ->
                    throw bad(
                            line,
                            "'%s' is no key of a reply's head: stop, input_tokens, output_tokens, cache_read_tokens,"
                                            .formatted(key)
                                    + " cache_write_tokens, call and fault are");
            }
        }

        private void count(Usage more) {
            usage = usage.plus(more);
            counted = true;
        }

        ReplyFile with(String text) {
            StopReason usual = calls.isEmpty() ? StopReason.END_TURN : StopReason.TOOL_USE;
            return new ReplyFile(
                    text,
                    List.copyOf(calls),
                    stop.orElse(usual),
                    counted ? Optional.of(usage) : Optional.empty(),
                    fault);
        }

        private static ToolCall call(int line, String value, int place) {
            int space = value.indexOf(' ');
            String name = space < 0 ? value : value.substring(0, space);
            String arguments = space < 0 ? "{}" : value.substring(space + 1);
            if (name.isEmpty()) {
                throw bad(line, "a call needs a tool's name, such as: call: submit_review {\"approved\": true}");
            }
            try {
                JsonNode input = MAPPER.readTree(arguments);
                return input instanceof ObjectNode object
                        ? new ToolCall.Usable("call_" + place, name, object)
                        : new ToolCall.Unusable(
                                "call_" + place, name, arguments, "the arguments must be a JSON object");
            } catch (JsonProcessingException broken) {
                return new ToolCall.Unusable("call_" + place, name, arguments, "the arguments are no valid JSON");
            }
        }

        private static long number(int line, String value) {
            if (!value.matches("\\d{1,12}")) {
                throw bad(line, "a number of tokens is expected, not '" + value + "'");
            }
            return Long.parseLong(value);
        }

        private static IllegalArgumentException bad(int line, String problem) {
            return new IllegalArgumentException("line %d: %s".formatted(line, problem));
        }
    }
}
