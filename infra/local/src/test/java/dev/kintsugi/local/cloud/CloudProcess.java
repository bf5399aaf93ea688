package dev.kintsugi.local.cloud;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An embedded cloud in a process of its own, to be killed as {@code kill -9} does it. */
final class CloudProcess implements AutoCloseable {
    private final Process process;

    private CloudProcess(Process process) {
        this.process = process;
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedCloud cloud = EmbeddedCloud.open(Path.of(arguments[0]), Options.usual())) {
            if (arguments.length > 1) {
                cloud.api().call("POST", "/projects", Map.of("Content-Type", "application/json"), arguments[1]);
            }
            new CountDownLatch(1).await();
        }
    }

    static CloudProcess start(Path data, String submission) throws Exception {
        return new CloudProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloudProcess.class.getName(),
                        data.toString(),
                        submission))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Ends it in the middle of whatever it does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
