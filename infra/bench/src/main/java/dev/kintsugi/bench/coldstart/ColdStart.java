package dev.kintsugi.bench.coldstart;

import dev.kintsugi.local.cloud.Stack;
import dev.kintsugi.local.template.FunctionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Starts every function of the template as Lambda does without SnapStart, a few times each, and prints the median of the time to its
 * first question for work and to its first answer, which takes a call to DynamoDB:
 *
 * <pre>mvn -Dfast -DskipTests -pl infra/bench -am package
 * java -cp 'infra/bench/target/classes:infra/bench/target/lib/*' dev.kintsugi.bench.coldstart.ColdStart [times]</pre>
 */
public final class ColdStart {
    private static final Path DEPLOYABLE = Path.of("functions/handlers/target/kintsugi-handlers.zip");
    private static final Path RUNTIME = Path.of("infra/bench/target/lambda-runtime");
    private static final int USUAL_TIMES = 5;

    /** Milliseconds to the first answer that are aimed at. */
    private static final long TARGET = 1_500;

    /** Seconds after which a start has failed. */
    private static final long PATIENCE = 60;

    private ColdStart() {}

    private record Start(long initMillis, long answerMillis) {}

    public static void main(String[] arguments) throws Exception {
        int times = arguments.length == 0 ? USUAL_TIMES : Integer.parseInt(arguments[0]);
        Path code = unpacked();
        System.out.printf(
                Locale.ROOT, "%-24s %10s %14s   (median of %d, ms)%n", "function", "init", "first answer", times);
        boolean met = true;
        for (FunctionSettings function : Stack.template().functions()) {
            List<Start> starts = new ArrayList<>();
            for (int time = 0; time < times; time++) {
                starts.add(start(function, code));
            }
            long answer = median(starts.stream().mapToLong(Start::answerMillis));
            met &= answer < TARGET;
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %10d %14d%n",
                    function.name(),
                    median(starts.stream().mapToLong(Start::initMillis)),
                    answer);
        }
        System.out.printf(Locale.ROOT, "under %d ms each: %s%n", TARGET, met ? "yes" : "NO");
    }

    private static Start start(FunctionSettings function, Path code) throws Exception {
        try (RuntimeApi api = new RuntimeApi(event(function))) {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // What Lambda gives its JVMs.
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xshare:auto",
                            "-Xmx" + function.memoryMebibytes() * 8 / 10 + "m",
                            "-cp",
                            RUNTIME + "/*:" + code + "/lib/*",
                            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                            function.handler())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            Map<String, String> environment = builder.environment();
            environment.putAll(function.environment());
            environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
            environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
            environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMebibytes()));
            environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
            environment.put("AWS_REGION", "us-east-1");
            environment.put("AWS_ACCESS_KEY_ID", "id");
            environment.put("AWS_SECRET_ACCESS_KEY", "key");
            environment.put("AWS_ENDPOINT_URL", "http://" + api.address());
            environment.put("LAMBDA_TASK_ROOT", code.toString());
            environment.put("_HANDLER", function.handler());
            long began = System.nanoTime();
            Process process = builder.start();
            try {
                long asked = api.asked().get(PATIENCE, TimeUnit.SECONDS);
                long answered = api.answered().get(PATIENCE, TimeUnit.SECONDS);
                return new Start(
                        TimeUnit.NANOSECONDS.toMillis(asked - began), TimeUnit.NANOSECONDS.toMillis(answered - began));
            } catch (TimeoutException | ExecutionException never) {
                throw new IllegalStateException(function.name() + " did not answer", never);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** A call that asks the record once and finds nothing there. */
    private static String event(FunctionSettings function) {
        boolean ofProject =
                List.of("OpenFunction", "AwaitWorkFunction", "CloseFunction").contains(function.name());
        return switch (function.name()) {
            case "ApiFunction" ->
                "{\"httpMethod\":\"GET\",\"path\":\"/projects/none-000000\",\"headers\":{},"
                        + "\"queryStringParameters\":{},\"requestContext\":{},\"body\":null}";
            case "ResumeFunction" ->
                "{\"Records\":[{\"messageId\":\"1\",\"body\":\"{\\\"detail\\\":{\\\"executionArn\\\":"
                        + "\\\"arn:aws:states:us-east-1:000000000000:execution:kintsugi-job:none-000000_a_1\\\","
                        + "\\\"status\\\":\\\"FAILED\\\",\\\"startDate\\\":1,\\\"stopDate\\\":2}}\"}]}";
            default ->
                "{\"contract\":1,%s,\"token\":\"t\",\"execution\":\"arn:x\",\"state\":\"S\",\"entered\":\"2026-11-21T10:00:00Z\",\"redrives\":0}"
                        .formatted(ofProject ? "\"project\":\"none-000000\"" : "\"job\":\"none-000000.a\"");
        };
    }

    private static long median(LongStream millis) {
        long[] sorted = millis.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Path unpacked() throws IOException {
        Path code = Files.createTempDirectory("deployable");
        try (InputStream in = Files.newInputStream(DEPLOYABLE);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = code.resolve(entry.getName()).normalize();
                if (!target.startsWith(code)) {
                    throw new IOException("an entry outside the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        return code;
    }
}
