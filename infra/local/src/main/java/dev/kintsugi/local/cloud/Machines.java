package dev.kintsugi.local.cloud;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.EngineException;
import dev.kintsugi.local.template.MachineSettings;
import java.util.List;

/** Brings the engine's machines to what the template says, as a deployment does; executions keep what they began with. */
final class Machines {
    private static final String ROLE = "arn:aws:iam::000000000000:role/kintsugi-local";

    private Machines() {}

    static void deploy(List<MachineSettings> machines, Engine engine) {
        machines.forEach(machine -> deploy(machine, engine));
    }

    private static void deploy(MachineSettings machine, Engine engine) {
        try {
            if (!engine.describeStateMachine(machine.arn()).definition().equals(machine.definition())) {
                engine.updateStateMachine(machine.arn(), machine.definition(), null, null);
            }
        } catch (EngineException missing) {
            if (missing.name() != EngineException.Name.StateMachineDoesNotExist) {
                throw missing;
            }
            engine.createStateMachine(machine.name(), machine.definition(), ROLE, "{}");
        }
    }
}
