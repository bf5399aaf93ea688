package dev.kintsugi.models.bedrock;

import dev.kintsugi.models.Excerpt;
import dev.kintsugi.models.ProviderReply;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/**
 * What a fault of Bedrock means.
 *
 * <table>
 *   <caption>First that fits</caption>
 *   <tr><td>Throttling, ModelNotReady, ServiceUnavailable; 429, 500, 503</td><td>busy</td></tr>
 *   <tr><td>ModelTimeout, ModelError; 408, 424, 502, 504; our own timeouts</td><td>lost: the model worked</td></tr>
 *   <tr><td>words about the prompt's length</td><td>too large</td></tr>
 *   <tr><td>no connection, no such host</td><td>unreachable</td></tr>
 *   <tr><td>a connection that broke</td><td>lost</td></tr>
 *   <tr><td>an answer that cannot be read</td><td>garbled</td></tr>
 *   <tr><td>no credentials; any other answer: validation, access, quota</td><td>refused</td></tr>
 * </table>
 */
final class BedrockFaults {
    private static final Pattern TOO_LARGE = Pattern.compile(
            "input is too long|prompt is too long|too many input tokens|context (length|window)|maximum (tokens|context)|"
                    + "exceeds? the (maximum|model)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_TOOLS = Pattern.compile(
            "(tool use|toolConfig|tools?).{0,60}(not supported|n't support|unsupported)|doesn't support tool|"
                    + "does not support tool",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_CACHE =
            Pattern.compile("prompt caching|cachePoint|cache ?point", Pattern.CASE_INSENSITIVE);
    private static final int MAX_CAUSES = 20;

    private BedrockFaults() {}

    static boolean refusesTools(SdkException fault) {
        return fault instanceof SdkServiceException
                && NO_TOOLS.matcher(message(fault)).find();
    }

    static boolean refusesCachePoints(SdkException fault) {
        return fault instanceof SdkServiceException
                && NO_CACHE.matcher(message(fault)).find();
    }

    static ProviderReply of(SdkException fault) {
        return switch (fault) {
            case ThrottlingException throttled -> busy(throttled);
            case ModelNotReadyException notReady -> busy(notReady);
            case ServiceUnavailableException unavailable -> busy(unavailable);
            case ModelTimeoutException slow -> new ProviderReply.Lost(told(slow));
            case ModelErrorException broken -> new ProviderReply.Lost(told(broken));
            case SdkServiceException answered -> answered(answered);
            case ApiCallTimeoutException late -> new ProviderReply.Lost("Bedrock gave no whole answer in time");
            case ApiCallAttemptTimeoutException late -> new ProviderReply.Lost("Bedrock gave no whole answer in time");
            case AbortedException stopped -> new ProviderReply.Lost("the call was interrupted");
            default -> unanswered(fault);
        };
    }

    private static ProviderReply answered(SdkServiceException fault) {
        if (TOO_LARGE.matcher(message(fault)).find()) {
            return new ProviderReply.TooLarge(told(fault), OptionalInt.empty());
        }
        return switch (fault.statusCode()) {
            case 429, 500, 503 -> busy(fault);
            case 408, 424, 502, 504 -> new ProviderReply.Lost(told(fault));
            case 200 -> new ProviderReply.Garbled(told(fault));
            default -> new ProviderReply.Refused(told(fault));
        };
    }

    private static ProviderReply unanswered(SdkException fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            switch (cause) {
                case SocketTimeoutException silent
                when isConnect(silent) -> {
                    return new ProviderReply.Unreachable("nobody answered at Bedrock's address");
                }
                case SocketTimeoutException silent -> {
                    return new ProviderReply.Lost("Bedrock fell silent");
                }
                case ConnectException refused -> {
                    return new ProviderReply.Unreachable("nothing listens at Bedrock's address");
                }
                case UnknownHostException unknown -> {
                    return new ProviderReply.Unreachable("there is no such host: " + unknown.getMessage());
                }
                case NoRouteToHostException noRoute -> {
                    return new ProviderReply.Unreachable("there is no way to Bedrock's address");
                }
                default -> cause = cause.getCause();
            }
        }
        return unread(fault);
    }

    private static ProviderReply unread(SdkException fault) {
        String message = message(fault);
        if (message.contains("credentials")) {
            return new ProviderReply.Refused(
                    "no AWS credentials were found: run 'aws configure' or 'aws sso login', or" + " set AWS_PROFILE");
        }
        if (message.contains("nmarshall") || message.contains("parse")) {
            return new ProviderReply.Garbled("Bedrock's answer cannot be read: " + Excerpt.of(message));
        }
        return new ProviderReply.Lost("the call to Bedrock failed: " + Excerpt.of(message));
    }

    private static boolean isConnect(SocketTimeoutException silent) {
        return String.valueOf(silent.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
    }

    private static ProviderReply busy(SdkServiceException fault) {
        return new ProviderReply.Busy(told(fault), Optional.empty());
    }

    private static String told(SdkServiceException fault) {
        return "Bedrock answered %d: %s".formatted(fault.statusCode(), Excerpt.of(message(fault)));
    }

    private static String message(SdkException fault) {
        return String.valueOf(fault.getMessage());
    }
}
