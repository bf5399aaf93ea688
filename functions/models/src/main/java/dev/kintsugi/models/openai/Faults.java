package dev.kintsugi.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.models.Excerpt;
import dev.kintsugi.models.ProviderReply;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error of an OpenAI-compatible server means. The words go before the number, because servers choose numbers
 * freely (llama.cpp says 500 for what others call 400).
 *
 * <table>
 *   <caption>First that fits</caption>
 *   <tr><td>words about tools not being there</td><td>{@link Fault#NO_TOOLS}: asked again without them</td></tr>
 *   <tr><td>{@code max_tokens} is to be {@code max_completion_tokens}</td><td>{@link Fault#OTHER_LIMIT_NAME}: asked
 *   again so</td></tr>
 *   <tr><td>words about the context's length; 413</td><td>too large</td></tr>
 *   <tr><td>no quota left</td><td>refused</td></tr>
 *   <tr><td>408, 425, 429, 500, 503, 529</td><td>busy</td></tr>
 *   <tr><td>502, 504, 520-524</td><td>lost: something behind a proxy may have worked</td></tr>
 *   <tr><td>else</td><td>refused</td></tr>
 * </table>
 */
final class Faults {
    /** Faults that the adapter itself can do something about. */
    enum Fault {
        NO_TOOLS,
        OTHER_LIMIT_NAME,
        OTHER
    }

    private static final Pattern NO_TOOLS = words(
            "does not support tools|not support (tool|function)|tools? (use|calling|choice|param)?.{0,40}(not supported|"
                    + "unsupported|not available)|unsupported param(eter)?: .?tool|enable-auto-tool-choice|"
                    + "tools param requires|no endpoints found that support tool");
    private static final Pattern OTHER_LIMIT_NAME = words("max_tokens.{0,200}max_completion_tokens");
    private static final Pattern TOO_LARGE = words(
            "context.?(length|size|window)|maximum context|exceed.{0,40}context|prompt is too long|input is too long|"
                    + "too many (input )?tokens|n_ctx|max_model_len|maximum (input|prompt) (length|tokens)|"
                    + "prompt (is )?(too|longer)");
    private static final Pattern NO_QUOTA = words("insufficient_quota|exceeded your current quota|billing");
    private static final Pattern WINDOW = words(
            "(?:maximum context length is|available context size \\(|n_ctx\"?\\s{0,2}[:=]|max_model_len\"?\\s{0,2}[:=])"
                    + "\\s{0,2}(\\d{3,8})");

    /** A server that asks for a longer pause than this is not waited for, in seconds. */
    private static final long MAX_RETRY_AFTER = 3_600;

    private Faults() {}

    private static Pattern words(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    static Fault kind(String message) {
        if (NO_TOOLS.matcher(message).find()) {
            return Fault.NO_TOOLS;
        }
        return OTHER_LIMIT_NAME.matcher(message).find() ? Fault.OTHER_LIMIT_NAME : Fault.OTHER;
    }

    /**
     * Classifies.
     *
     * @param message what the server said, without secrets
     */
    static ProviderReply of(Endpoint server, int status, String message, Optional<String> retryAfter) {
        String told = "the model server at %s answered %d: %s".formatted(server, status, Excerpt.of(message));
        if (status == 413 || TOO_LARGE.matcher(message).find()) {
            return new ProviderReply.TooLarge(told, window(message));
        }
        if (NO_QUOTA.matcher(message).find()) {
            return new ProviderReply.Refused(told);
        }
        return switch (status) {
            case 408, 425, 429, 500, 503, 529 -> new ProviderReply.Busy(told, duration(retryAfter));
            case 502, 504, 520, 521, 522, 523, 524 -> new ProviderReply.Lost(told);
            case 401, 403 ->
                new ProviderReply.Refused(
                        told + " (the key is read from KINTSUGI_API_KEY, or OPENAI_API_KEY for OpenAI)");
            case 404 ->
                new ProviderReply.Refused(told + " (is the address right, and does the server have the model?)");
            case 301, 302, 303, 307, 308 ->
                new ProviderReply.Refused(told + " (it sends callers elsewhere: give the right address yourself)");
            default -> new ProviderReply.Refused(told);
        };
    }

    /** What a server says of an error, wherever it put it; empty when the body is no error. */
    static Optional<String> message(JsonNode body) {
        JsonNode error = body.path("error");
        if (error.isTextual()) {
            return Optional.of(error.textValue());
        }
        if (error.isObject()) {
            String type =
                    error.path("type").asText("") + " " + error.path("code").asText("");
            return Optional.of((error.path("message").asText("") + " " + type).strip());
        }
        if (body.path("object").asText("").equals("error")
                || body.path("detail").isTextual()) {
            return Optional.of(body.path("message").asText(body.path("detail").asText("")));
        }
        return Optional.empty();
    }

    static int status(JsonNode body, int otherwise) {
        JsonNode code = body.path("error").path("code");
        return code.isInt() && code.intValue() >= 400 && code.intValue() < 600 ? code.intValue() : otherwise;
    }

    private static OptionalInt window(String message) {
        Matcher window = WINDOW.matcher(message);
        return window.find() ? OptionalInt.of(Integer.parseInt(window.group(1))) : OptionalInt.empty();
    }

    private static Optional<Duration> duration(Optional<String> retryAfter) {
        return retryAfter
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .filter(seconds -> seconds <= MAX_RETRY_AFTER)
                .map(Duration::ofSeconds);
    }
}
