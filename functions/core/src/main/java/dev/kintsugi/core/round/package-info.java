/**
 * What the steps of a round have in common: the job with its task and its repository open before them, the words of
 * commits, the ends a job may come to, the findings that a machine makes. No step and no model in here.
 */
@NullMarked
package dev.kintsugi.core.round;

import org.jspecify.annotations.NullMarked;
