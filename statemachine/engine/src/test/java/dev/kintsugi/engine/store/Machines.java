package dev.kintsugi.engine.store;

import dev.kintsugi.engine.Engine;
import dev.kintsugi.engine.InProcessEngine;
import dev.kintsugi.engine.log.EventLog;
import dev.kintsugi.engine.task.Lambda;
import dev.kintsugi.engine.task.LambdaFunctions.Answer;
import dev.kintsugi.engine.time.WallTime;
import java.util.concurrent.Executors;

/** The machine that the tests of durability run: a function between two states that only pass. */
final class Machines {
    static final String ROLE = "arn:aws:iam::000000000000:role/test";

    static final String THREE_STATES = """
            {"QueryLanguage": "JSONata", "StartAt": "First", "States": {
              "First": {"Type": "Pass", "Assign": {"seen": "{% $states.input.n %}"}, "Next": "Call"},
              "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                       "Arguments": {"FunctionName": "double", "Payload": "{% $states.input %}"},
                       "Output": "{% $states.result.Payload %}", "Next": "Last"},
              "Last": {"Type": "Pass", "Output": {"doubled": "{% $states.input %}", "from": "{% $seen %}"}, "End": true}}}
            """;

    static final String WAITS_FOREVER = """
            {"QueryLanguage": "JSONata", "StartAt": "First", "States": {
              "First": {"Type": "Pass", "Output": {"n": 5}, "Next": "Nap"},
              "Nap": {"Type": "Wait", "Seconds": "{% $exists($states.context.Execution.RedriveTime) ? 0 : 80000000 %}", "End": true}}}
            """;

    private Machines() {}

    /** An engine whose function {@code double} doubles {@code n}. */
    static Engine open(EventLog log) {
        return InProcessEngine.builder()
                .log(log)
                .time(new WallTime())
                .connector(new Lambda(
                        (function, payload) -> Answer.returned(String.valueOf(2 * number(payload))),
                        Executors.newVirtualThreadPerTaskExecutor()))
                .open();
    }

    static int number(String payload) {
        return Integer.parseInt(payload.replaceAll("\\D", ""));
    }
}
