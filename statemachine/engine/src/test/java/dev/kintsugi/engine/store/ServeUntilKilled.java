package dev.kintsugi.engine.store;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.api.StepFunctionsApi;
import dev.kintsugi.engine.http.LoopbackServer;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import dev.kintsugi.engine.time.WallTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Serves an engine on a data directory whose one function fails half of the time, prints its address, and stays. */
final class ServeUntilKilled {
    private static final int SEGMENT_BYTES = 50_000;

    private ServeUntilKilled() {}

    public static void main(String[] arguments) throws IOException {
        Random random = new Random();
        Engine engine = InProcessEngine.builder()
                .log(DurableLog.in(Path.of(arguments[0]), Disk.real(), SEGMENT_BYTES))
                .connector(new Lambda(
                        (function, payload) -> random.nextBoolean()
                                ? Answer.returned(payload)
                                : Answer.failed("{\"errorType\":\"Flaky\"}"),
                        Executors.newVirtualThreadPerTaskExecutor()))
                .open();
        LoopbackServer server = LoopbackServer.open(0, List.of(new StepFunctionsApi(engine, new WallTime())));
        System.out.println(server.address());
        while (true) {
            LockSupport.park();
        }
    }
}
