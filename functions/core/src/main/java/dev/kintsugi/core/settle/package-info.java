/**
 * The end of an attempt: the job's end is written together with what it gives back, those that wait for it are told,
 * and what did not end well is thrown, so that the execution fails where a redrive can go on. What happens inside an
 * attempt is not decided here.
 */
@NullMarked
package dev.kintsugi.core.settle;

import org.jspecify.annotations.NullMarked;
