package dev.kintsugi.engine.api;

/**
 * Reads ARNs as strictly as AWS does and no further: whether what they name exists is the engine's to say. AWS looks at
 * an ARN's shape before any other member.
 */
final class Arns {
    /** Characters of an ARN. */
    static final int CHARACTERS_MAX = 256;

    private static final int PARTS = 7;
    private static final int RESOURCE_TYPE = 5;
    private static final int RESOURCE_NAME = 6;

    private Arns() {}

    /** A machine's ARN; one that names a Map state inside it is not for any action here. */
    static String machine(RequestFields in, String member) {
        String arn = read(in, member, "stateMachine");
        if (!arn.isEmpty() && arn.split(":", PARTS)[RESOURCE_NAME].contains("/")) {
            throw ApiException.validation(
                    "A state machine ARN that names a Map state cannot be used here: '%s'".formatted(arn));
        }
        return arn;
    }

    static String execution(RequestFields in, String member) {
        return read(in, member, "execution");
    }

    private static String read(RequestFields in, String member, String type) {
        String arn = in.text(member, 1, CHARACTERS_MAX);
        if (arn.isEmpty() || arn.length() > CHARACTERS_MAX) {
            in.check();
        }
        if (!arn.startsWith("arn:")) {
            throw ApiException.invalidArn("Invalid ARN prefix: " + arn);
        }
        String[] parts = arn.split(":", PARTS);
        if (parts.length < PARTS || parts[RESOURCE_NAME].isEmpty()) {
            throw ApiException.invalidArn("Invalid ARN: " + arn);
        }
        if (!parts[2].equals("states")) {
            throw ApiException.invalidArn("Service name not valid in this context: " + parts[2]);
        }
        if (!parts[RESOURCE_TYPE].equals(type)) {
            throw ApiException.invalidArn("Resource type not valid in this context: " + parts[RESOURCE_TYPE]);
        }
        return arn;
    }
}
