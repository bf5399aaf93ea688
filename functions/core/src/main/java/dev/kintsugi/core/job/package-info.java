/**
 * A job, the progress of one task: its status table, its head record, its cycles, and the one door through which a
 * change of it is written. Values and codecs over {@code core.records}; no use case decides here, and nothing here
 * knows projects, models or git remotes.
 */
@NullMarked
package dev.kintsugi.core.job;

import org.jspecify.annotations.NullMarked;
