/**
 * A person's decision to stop: on record first, then the executions. What was committed stays on its branch, and what
 * was promised to a branch is pushed before the job is given up.
 */
@NullMarked
package dev.kintsugi.core.cancel;

import org.jspecify.annotations.NullMarked;
