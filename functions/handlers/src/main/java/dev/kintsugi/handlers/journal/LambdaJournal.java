package dev.kintsugi.handlers.journal;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Writes to standard output, which Lambda takes line by line to the log group: the calls, and whatever is logged besides. */
public final class LambdaJournal implements Journal {
    private final String stack;
    private final InstantSource clock;
    private final PrintStream out;

    public LambdaJournal(String stack, InstantSource clock, PrintStream out) {
        this.stack = stack;
        this.clock = clock;
        this.out = out;
    }

    /** The journal of a function on Lambda, or none anywhere else. */
    public static Journal of(Map<String, String> environment, InstantSource clock) {
        if (!environment.containsKey("AWS_LAMBDA_FUNCTION_NAME")) {
            return NONE;
        }
        LambdaJournal journal =
                new LambdaJournal(environment.getOrDefault("KINTSUGI_STACK", "unknown"), clock, System.out);
        journal.takeOverLogging();
        return journal;
    }

    @Override
    public void write(Line line) {
        out.println(line.json(stack, clock.instant()));
    }

    /** What is logged by name becomes a line too, instead of two lines of text on the other stream. */
    private void takeOverLogging() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(new Lines());
    }

    Handler handler() {
        return new Lines();
    }

    private final class Lines extends Handler {
        private final SimpleFormatter text = new SimpleFormatter();

        @Override
        public void publish(LogRecord logged) {
            if (!isLoggable(logged)) {
                return;
            }
            Line line = Line.about(String.valueOf(logged.getLoggerName()))
                    .with("level", logged.getLevel().getName())
                    .with("message", text.formatMessage(logged));
            Throwable thrown = logged.getThrown();
            if (thrown != null) {
                line.with("error", thrown.getClass().getName());
                StackTraceElement[] trace = thrown.getStackTrace();
                line.with("where", trace.length == 0 ? "" : trace[0].toString());
            }
            out.println(line.json(stack, Instant.ofEpochMilli(logged.getMillis())));
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {}
    }
}
