package dev.kintsugi.core.partial;

import dev.kintsugi.core.edit.Outcome;

/**
 * An edit that is not in its file, kept whole.
 *
 * @param id given once, when it was read from its reply
 * @param turn the turn of the coder's session that asked for it
 */
public record FailedEdit(String id, int turn, Outcome.Failed outcome) {}
