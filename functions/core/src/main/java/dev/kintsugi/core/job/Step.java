package dev.kintsugi.core.job;

import dev.kintsugi.core.records.WriteId;
import java.time.Instant;

/**
 * One visit of an execution to one of its states. Lambda may deliver the same visit twice, Step Functions repeats it
 * after a passing fault, and a redrive goes on with it: the moment at which the state was entered stays the same then,
 * and is new only when the machine comes to the state again. So a step that has concluded is recognised and answers as
 * before, whoever sends the execution there.
 *
 * @param execution the execution's ARN
 * @param state the state's name in the machine
 * @param entered when the state was entered; a redrive of the execution does not enter it anew
 * @param redrives how often the execution had been redriven
 */
public record Step(String execution, String state, Instant entered, int redrives) {
    /** What stands on the record of a job for the step that concluded last: short, for it is written all the time. */
    public String key() {
        return WriteId.derivedFrom(execution, state, entered.toString()).text();
    }
}
