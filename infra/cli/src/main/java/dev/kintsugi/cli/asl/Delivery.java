package dev.kintsugi.cli.asl;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.time.Timeline;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends the tokens of mocked tasks back, each as soon as its task waits for it. */
final class Delivery implements MockedTasks.TaskTokens {
    private final Timeline time;
    private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();

    Delivery(Timeline time) {
        this.time = time;
    }

    /** The engine is made after the tasks that it calls. */
    void to(Engine opened) {
        engine.set(opened);
    }

    @Override
    public void succeed(String token, String output) {
        time.at(time.instant(), () -> opened().sendTaskSuccess(token, output));
    }

    @Override
    public void fail(String token, String error, @Nullable String cause) {
        time.at(time.instant(), () -> opened().sendTaskFailure(token, error, cause));
    }

    private Engine opened() {
        return Objects.requireNonNull(engine.get(), "the engine is open before it calls a task");
    }
}
