package dev.kintsugi.engine.jsonata;

/** An expression could not be evaluated, or gave what its field cannot take: States.QueryEvaluationError. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String location;

    public QueryException(String location, String message) {
        super(message, null, false, false);
        this.location = location;
    }

    /** The field, as AWS writes it: {@code Output/total}, {@code Choices[0]/Condition}. */
    public String location() {
        return location;
    }

    /** What happened, in AWS's words. */
    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
