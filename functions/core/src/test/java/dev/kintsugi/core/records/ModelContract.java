package dev.kintsugi.core.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written, in whatever order, the answers are those of the model in memory, and so is what stands then. */
public interface ModelContract extends RecordsUnderTest {
    int WRITES = 80;
    List<String> TEXTS = List.of("", "a", "b");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    default void random_writes_are_answered_as_the_model_answers_them(long seed) {
        Random random = new Random(seed);
        Records model = new InMemoryRecords();
        for (int number = 0; number < WRITES; number++) {
            Write write = new Write(WriteId.random(), operations(random));

            assertThat(records().settle(write))
                    .as("seed %d, write %d: %s", seed, number, write)
                    .isEqualTo(model.settle(write));
        }
        assertThat(records().stream(query("")))
                .as("seed %d", seed)
                .containsExactlyElementsOf(model.stream(query("")).toList());
        for (Item item : model.stream(query("")).toList()) {
            assertThat(item(item.key().sort()).writtenBy()).isEqualTo(item.writtenBy());
        }
    }

    private List<Operation> operations(Random random) {
        List<String> keys = new ArrayList<>(List.of("k0", "k1", "k2", "k3"));
        Collections.shuffle(keys, random);
        List<Operation> operations = new ArrayList<>();
        for (String key : keys.subList(0, 1 + random.nextInt(keys.size()))) {
            operations.add(operation(random, key(key)));
        }
        return operations;
    }

    private static Operation operation(Random random, Key key) {
        Condition condition = condition(random);
        boolean conditional = random.nextInt(3) > 0;
        return switch (random.nextInt(6)) {
            case 0, 1 -> {
                Operation.Put put = Operation.put(Item.at(key)
                        .with("text", TEXTS.get(random.nextInt(3)))
                        .with("number", random.nextInt(4) - 1)
                        .with("flag", random.nextBoolean())
                        .build());
                yield conditional ? put.when(condition) : put;
            }
            case 2 -> conditional ? Operation.delete(key).when(condition) : Operation.delete(key);
            case 3 -> Operation.check(key, condition);
            default -> {
                Operation.Update update = Operation.update(key)
                        .add("number", random.nextInt(3) - 1)
                        .set("text", TEXTS.get(random.nextInt(3)))
                        .remove(random.nextBoolean() ? "flag" : "nothing");
                yield conditional ? update.when(condition) : update;
            }
        };
    }

    private static Condition condition(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Condition.itemAbsent();
            case 1, 2 -> Condition.itemPresent();
            case 3 -> Condition.absent("flag");
            case 4 -> Condition.present("text");
            case 5 -> Condition.equal("text", TEXTS.get(random.nextInt(3)));
            case 6 -> Condition.oneOf("number", List.of(Value.of(0), Value.of(1), Value.of("1")));
            default -> Condition.atLeast("number", random.nextInt(3) - 1);
        };
    }
}
