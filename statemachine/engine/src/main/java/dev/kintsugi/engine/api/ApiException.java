package dev.kintsugi.engine.api;

import dev.kintsugi.engine.store.StoreFailure;
import java.util.List;

/** A request refused by the protocol or the service's model, with the type, status and words that AWS sends. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The namespaces of error types; clients read only what follows the {@code #}. */
    private static final String SERVICE = "com.amazonaws.swf.service.v2.model#";

    private static final String MODEL = "com.amazon.coral.validate#";
    private static final String PROTOCOL = "com.amazon.coral.service#";

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;

    private final String type;
    private final int status;

    private ApiException(String type, int status, String message) {
        super(message);
        this.type = type;
        this.status = status;
    }

    /** One of the service's own errors, by AWS's name. */
    static ApiException ofService(String name, String message) {
        return new ApiException(SERVICE + name, BAD_REQUEST, message);
    }

    /** Members that break the model, each in a phrase. */
    static ApiException violations(List<String> violations) {
        String errors = violations.size() == 1 ? "error" : "errors";
        return validation(
                "%d validation %s detected: %s".formatted(violations.size(), errors, String.join("; ", violations)));
    }

    static ApiException validation(String message) {
        return new ApiException(MODEL + "ValidationException", BAD_REQUEST, message);
    }

    static ApiException invalidArn(String what) {
        return ofService("InvalidArn", "Invalid Arn: '%s'".formatted(what));
    }

    static ApiException invalidToken() {
        return ofService("InvalidToken", "Invalid Token: 'Invalid token'");
    }

    static ApiException resourceNotFound(String arn) {
        return ofService("ResourceNotFound", "Resource not found: '%s'".formatted(arn));
    }

    static ApiException accessDenied(String message) {
        return new ApiException(PROTOCOL + "AccessDeniedException", BAD_REQUEST, message);
    }

    /** A body that is no JSON object, or a member of the wrong type. */
    static ApiException serialization(String message) {
        return new ApiException(PROTOCOL + "SerializationException", BAD_REQUEST, message);
    }

    static ApiException unknownOperation(String target) {
        return new ApiException(
                PROTOCOL + "UnknownOperationException", BAD_REQUEST, "Unknown operation: '%s'".formatted(target));
    }

    static ApiException unsupported(String operation) {
        return new ApiException(
                PROTOCOL + "UnsupportedOperationException",
                BAD_REQUEST,
                "%s is not supported: this engine runs standard state machines, without activities, versions, aliases and map runs"
                        .formatted(operation));
    }

    static ApiException tooLarge(int bytesMax) {
        return new ApiException(
                PROTOCOL + "RequestEntityTooLargeException",
                TOO_LARGE,
                "The request is larger than %d bytes".formatted(bytesMax));
    }

    static ApiException internalFailure() {
        return new ApiException(PROTOCOL + "InternalFailure", INTERNAL, "A bug in the engine; its log says where");
    }

    /** The store has given up: what was answered is safe, and nothing more is taken. */
    static ApiException unavailable(StoreFailure failure) {
        return new ApiException(
                PROTOCOL + "ServiceUnavailableException", UNAVAILABLE, String.valueOf(failure.getMessage()));
    }

    String type() {
        return type;
    }

    int status() {
        return status;
    }
}
