/**
 * What makes the engine survive {@code kill -9}: an append-only log of records in a data directory, written in groups
 * and forced to disk before anything that follows from them may be seen. Knows bytes, files and when they are safe; what
 * the records mean to an execution is decided in {@link dev.kintsugi.engine}.
 */
@NullMarked
package dev.kintsugi.engine.store;

import org.jspecify.annotations.NullMarked;
