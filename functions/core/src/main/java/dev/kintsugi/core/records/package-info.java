/**
 * The port through which everything durable is read and written, and what all its implementations share: the values,
 * the sizes, the conditions, the patience.
 *
 * <p>Written once, above it, live {@code Jobs}, {@code Projects}, {@code PartialStates} and {@code Sessions}; below it
 * live three implementations with the same behaviour: in memory (here), SQLite and DynamoDB. Nothing here knows a
 * database, and nothing here knows what a job is.
 */
@NullMarked
package dev.kintsugi.core.records;

import org.jspecify.annotations.NullMarked;
