package dev.kintsugi.core.records;

import static dev.kintsugi.core.records.Condition.absent;
import static dev.kintsugi.core.records.Condition.atLeast;
import static dev.kintsugi.core.records.Condition.equal;
import static dev.kintsugi.core.records.Condition.itemAbsent;
import static dev.kintsugi.core.records.Condition.itemPresent;
import static dev.kintsugi.core.records.Condition.oneOf;
import static dev.kintsugi.core.records.Condition.present;
import static dev.kintsugi.core.records.Operation.check;
import static dev.kintsugi.core.records.Operation.delete;
import static dev.kintsugi.core.records.Operation.insert;
import static dev.kintsugi.core.records.Operation.put;
import static dev.kintsugi.core.records.Operation.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a write is refused, and what it is told. */
public interface ConditionContract extends RecordsUnderTest {
    @Test
    default void every_condition_is_met_by_what_it_says() {
        assertDone(put(anItem()));
        assertThat(List.of(
                        itemPresent(),
                        present("status"),
                        present("emptyText"),
                        absent("nothing"),
                        equal("status", "created"),
                        equal("emptyText", ""),
                        equal("version", 3),
                        equal("sealed", false),
                        equal("list", Value.ofTexts(List.of("a", "b"))),
                        equal("map", Value.of(Map.of("a", Value.of(1)))),
                        equal("bytes", Value.of(new byte[] {1, 2})),
                        oneOf("status", "executing", "created"),
                        oneOf("version", List.of(Value.of("3"), Value.of(3))),
                        atLeast("version", 3),
                        atLeast("version", -3)))
                .allSatisfy(condition -> assertThat(records().settle(check(key("head"), condition)))
                        .isEqualTo(WriteAnswer.done()));
        assertDone(check(key("nobody"), itemAbsent(), absent("status")));
    }

    @Test
    default void every_condition_is_refused_by_anything_else() {
        assertDone(put(anItem()));
        assertThat(List.of(
                        itemAbsent(),
                        absent("status"),
                        absent("emptyText"),
                        present("nothing"),
                        equal("status", "Created"),
                        equal("version", 4),
                        equal("version", "3"),
                        equal("sealed", true),
                        equal("nothing", ""),
                        equal("list", Value.ofTexts(List.of("b", "a"))),
                        equal("bytes", Value.of(new byte[] {2, 1})),
                        oneOf("status", "executing", "passed"),
                        oneOf("nothing", "a"),
                        atLeast("version", 4),
                        atLeast("status", 0),
                        atLeast("nothing", -1)))
                .allSatisfy(condition -> assertThat(records().settle(check(key("head"), condition)))
                        .isEqualTo(new WriteAnswer.Refused(0, Optional.of(anItem()))));
        assertThat(List.of(itemPresent(), present("a"), equal("a", 1), oneOf("a", "x"), atLeast("a", 0)))
                .allSatisfy(condition -> assertThat(records().settle(check(key("nobody"), condition)))
                        .isEqualTo(new WriteAnswer.Refused(0, Optional.empty())));
    }

    @Test
    default void all_conditions_of_an_operation_must_hold() {
        assertDone(put(anItem()));

        assertThat(records()
                        .settle(update(key("head"))
                                .add("version", 1)
                                .when(equal("status", "created"), equal("version", 3), atLeast("version", 1))))
                .isEqualTo(WriteAnswer.done());
        assertThat(records()
                        .settle(update(key("head"))
                                .add("version", 1)
                                .when(equal("status", "created"), equal("version", 3))))
                .isInstanceOf(WriteAnswer.Refused.class);
        assertThat(item("head").number("version")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void a_refused_write_changes_nothing_and_tells_what_it_found(boolean withOthers) {
        assertDone(put(anItem()));
        List<Operation> refused = List.of(
                put(Item.at(key("head")).with("status", "new").build()).when(itemAbsent()),
                update(key("head")).set("status", "new").when(equal("version", 99)),
                delete(key("head")).when(equal("status", "passed")));

        for (Operation operation : refused) {
            Write write = withOthers
                    ? Write.of(put(Item.at(key("other")).build()), operation, delete(key("third")))
                    : Write.of(operation);
            assertThat(records().settle(write))
                    .isEqualTo(new WriteAnswer.Refused(withOthers ? 1 : 0, Optional.of(anItem())));
        }

        assertThat(item("head")).isEqualTo(anItem());
        assertThat(records().get(key("other"))).isEmpty();
    }

    @Test
    default void of_several_refused_operations_the_first_is_told() {
        assertDone(put(anItem()));

        WriteAnswer answer = records()
                .settle(
                        put(Item.at(key("a")).build()),
                        insert(anItem()),
                        check(key("nobody"), itemPresent()),
                        delete(key("b")));

        assertThat(answer).isEqualTo(new WriteAnswer.Refused(1, Optional.of(anItem())));
    }

    @Test
    default void a_transaction_of_every_kind_of_operation_happens_as_one() {
        assertDone(put(anItem()));
        assertDone(put(Item.at(key("edge")).build()));
        assertDone(put(Item.at(key("waiting")).with("number", 2).build()));

        assertDone(
                check(key("head"), equal("status", "created")),
                delete(key("edge")).when(itemPresent()),
                update(key("waiting")).add("number", -1).when(atLeast("number", 2)),
                insert(Item.at(new Key(Table.PROJECTS, partition(), "ready")).build()));

        assertThat(records().get(key("edge"))).isEmpty();
        assertThat(item("waiting").number("number")).isEqualTo(1);
        assertThat(records().get(new Key(Table.PROJECTS, partition(), "ready"))).isPresent();
        assertThat(item("head")).isEqualTo(anItem());
    }
}
