package dev.kintsugi.core.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.core.heal.HealingPolicy.Decision;
import dev.kintsugi.core.plan.Healing;
import dev.kintsugi.core.plan.MicroDollars;
import dev.kintsugi.core.plan.TaskId;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HealingPolicyTest {
    private static final OptionalLong NO_BUDGET_SET = OptionalLong.empty();
    private final HealingPolicy policy = new HealingPolicy(new Healing(true, 2, new MicroDollars(1_000)));

    @Test
    void a_project_that_does_not_say_so_is_not_healed() {
        assertThat(new HealingPolicy(Healing.OFF).canHeal(FailureCause.MAX_CYCLES, 0, NO_BUDGET_SET))
                .isEqualTo(new Decision.Skip(SkipReason.POLICY_DISABLED));
    }

    @Test
    void what_cannot_be_mended_is_not_tried() {
        assertThat(policy.canHeal(FailureCause.UNHEALABLE, 0, NO_BUDGET_SET))
                .isEqualTo(new Decision.Skip(SkipReason.UNHEALABLE));
    }

    @Test
    void attempts_are_bounded() {
        assertThat(policy.canHeal(FailureCause.CHECK_FAILURE, 1, NO_BUDGET_SET)).isEqualTo(new Decision.Heal(2));
        assertThat(policy.canHeal(FailureCause.CHECK_FAILURE, 2, NO_BUDGET_SET))
                .isEqualTo(new Decision.Skip(SkipReason.MAX_ATTEMPTS));
    }

    @Test
    void the_reserve_must_be_left() {
        assertThat(policy.canHeal(FailureCause.BUDGET_EXCEEDED, 0, OptionalLong.of(999)))
                .isEqualTo(new Decision.Skip(SkipReason.NO_BUDGET));
        assertThat(policy.canHeal(FailureCause.BUDGET_EXCEEDED, 0, OptionalLong.of(1_000)))
                .isEqualTo(new Decision.Heal(1));
        HealingPolicy withoutReserve = new HealingPolicy(new Healing(true, 1, MicroDollars.NONE));
        assertThat(withoutReserve.canHeal(FailureCause.BUDGET_EXCEEDED, 0, OptionalLong.of(0)))
                .isEqualTo(new Decision.Skip(SkipReason.NO_BUDGET));
    }

    @Test
    void a_remediation_is_named_after_its_task_and_its_attempt_and_no_name_is_too_long() {
        assertThat(RemediationId.of(new TaskId("t2"), 1)).hasToString("heal-t2");
        assertThat(RemediationId.of(new TaskId("t2"), 2)).hasToString("heal-t2-2");
        TaskId longest = new TaskId("a".repeat(TaskId.MAX_CHARS));
        TaskId other = new TaskId("a".repeat(TaskId.MAX_CHARS - 1) + "b");
        assertThat(RemediationId.of(longest, 10).value())
                .hasSize(TaskId.MAX_CHARS)
                .endsWith("-10");
        assertThat(RemediationId.of(longest, 1)).isNotEqualTo(RemediationId.of(other, 1));
        assertThat(RemediationId.of(new TaskId("a".repeat(27)), 1).value()).isEqualTo("heal-" + "a".repeat(27));
    }
}
