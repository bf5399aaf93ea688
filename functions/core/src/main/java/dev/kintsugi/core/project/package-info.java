/**
 * A project on record: what was submitted, its one small head item with the pool of workers and money, its tasks,
 * edges, markers and locks. Codecs and repositories over {@code core.records}; use cases decide.
 */
@NullMarked
package dev.kintsugi.core.project;

import org.jspecify.annotations.NullMarked;
