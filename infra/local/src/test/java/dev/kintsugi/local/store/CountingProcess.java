package dev.kintsugi.local.store;

import dev.kintsugi.core.records.Item;
import dev.kintsugi.core.records.Key;
import dev.kintsugi.core.records.Operation;
import dev.kintsugi.core.records.PatientRecords;
import dev.kintsugi.core.records.Records;
import dev.kintsugi.core.records.Table;
import dev.kintsugi.core.records.WriteAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that counts in the file, an item and the count in one write, and prints what was answered. */
final class CountingProcess implements AutoCloseable {
    static final Key COUNT = new Key(Table.JOBS, "counted", "count");
    static final String PARTITION = "items";

    private final Process process;
    private final BufferedReader answers;

    private CountingProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) {
        String name = arguments[1];
        int writes = Integer.parseInt(arguments[2]);
        try (SqliteFile file = SqliteFile.open(Path.of(arguments[0]))) {
            Records records = new PatientRecords(new SqliteRecords(file));
            for (int number = 0; number < writes; number++) {
                if (count(records, name + number) instanceof WriteAnswer.Done) {
                    System.out.println(name + number);
                }
            }
        }
    }

    static WriteAnswer count(Records records, String item) {
        return records.settle(
                Operation.insert(Item.at(new Key(Table.JOBS, PARTITION, item))
                        .with("payload", "x".repeat(500))
                        .build()),
                Operation.update(COUNT).add("sum", 1));
    }

    static CountingProcess start(Path file, String name, int writes) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CountingProcess.class.getName(),
                file.toString(),
                name,
                Integer.toString(writes));
        return new CountingProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next item that was answered, or null when the process has ended. */
    String nextAnswered() throws IOException {
        return answers.readLine();
    }

    /** As {@code kill -9} does it; what it had printed can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        answers.close();
    }
}
