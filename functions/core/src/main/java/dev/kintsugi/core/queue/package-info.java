/**
 * The port to queues: messages that are delivered at least once, in no promised order, hidden while somebody works on
 * them, and set aside after too many attempts. The record is the truth and a message only a bell, so nothing here
 * promises more. Two implementations keep the rules themselves, in memory (here) and SQLite; SQS is the third.
 */
@NullMarked
package dev.kintsugi.core.queue;

import org.jspecify.annotations.NullMarked;
