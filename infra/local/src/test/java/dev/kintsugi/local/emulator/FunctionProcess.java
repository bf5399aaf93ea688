package dev.kintsugi.local.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.local.template.FunctionSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A function as Lambda runs it: the uploaded code behind Lambda's own runtime client, in processes that take one call at a time
 * and are kept for the next.
 */
final class FunctionProcess implements RequestStreamHandler {
    private final FunctionSettings settings;
    private final Map<String, String> environment;
    private final Ground ground;
    private final Deque<RuntimeApi> idle = new ConcurrentLinkedDeque<>();

    /**
     * Where functions run.
     *
     * @param runtime the folder of Lambda's runtime client
     * @param code where the uploaded code is unpacked
     * @param port where the emulator listens
     */
    record Ground(Path runtime, Path code, int port) {
        void unpack(byte[] zip) throws IOException {
            try (InputStream in = new ByteArrayInputStream(zip);
                    ZipInputStream entries = new ZipInputStream(in)) {
                for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    Path target = code.resolve(entry.getName()).normalize();
                    if (!target.startsWith(code)) {
                        throw new IOException("an entry outside the folder: " + entry.getName());
                    }
                    Files.createDirectories(entry.isDirectory() ? target : target.getParent());
                    if (!entry.isDirectory()) {
                        Files.copy(entries, target);
                    }
                }
            }
        }
    }

    FunctionProcess(FunctionSettings settings, Map<String, String> environment, Ground ground) {
        this.settings = settings;
        this.environment = environment;
        this.ground = ground;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        RuntimeApi instance = instance();
        boolean isWell = false;
        try {
            out.write(instance.call(in.readAllBytes(), context));
            isWell = true;
        } catch (InterruptedException timedOut) {
            Thread.currentThread().interrupt();
            throw new IOException("nobody waits any more", timedOut);
        } finally {
            // A call that failed leaves its process behind as Lambda does: only one that hangs or died is given up.
            if (isWell || instance.isAlive()) {
                idle.push(instance);
            } else {
                instance.close();
            }
        }
    }

    private RuntimeApi instance() throws IOException {
        @Nullable RuntimeApi waiting = idle.poll();
        return waiting == null ? RuntimeApi.start(this::process) : waiting;
    }

    private Process process(String runtimeApi) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx" + settings.memoryMebibytes() * 8 / 10 + "m",
                        "-cp",
                        ground.runtime() + "/*:" + ground.code() + "/lib/*",
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        settings.handler()))
                .inheritIO();
        Map<String, String> variables = builder.environment();
        variables.putAll(environment);
        variables.keySet().removeIf(name -> name.startsWith("AWS_ENDPOINT_URL_"));
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + ground.port());
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settings.memoryMebibytes()));
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "test");
        variables.put("AWS_SECRET_ACCESS_KEY", "test");
        variables.put("LAMBDA_TASK_ROOT", ground.code().toString());
        variables.put("_HANDLER", settings.handler());
        return builder.start();
    }
}
