package dev.kintsugi.engine;

/** Where the engine pretends to be: the parts of every ARN it makes. */
public record EngineSettings(String region, String account) {
    /** The region and account that local tools use. */
    public static final EngineSettings LOCAL = new EngineSettings("us-east-1", "000000000000");

    String machineArn(String name) {
        return "arn:aws:states:" + region + ":" + account + ":stateMachine:" + name;
    }

    /** The ARN of a machine's execution of this name. */
    String executionArn(String machineArn, String name) {
        return machineArn.replaceFirst(":stateMachine:", ":execution:") + ":" + name;
    }
}
