/**
 * A project as the user wrote it: its settings, its tasks, and the limits they keep. Pure values that every other room
 * may hold; how text becomes these values lives in {@code plan.read}, what follows from the dependencies in
 * {@code plan.graph}. Nothing here knows how far a task is: that is a job's business.
 */
@NullMarked
package dev.kintsugi.core.plan;

import org.jspecify.annotations.NullMarked;
