/**
 * What a Task state may call: one resource per service, each behind a port that the engine's owner plugs in.
 */
@NullMarked
package dev.kintsugi.engine.task;

import org.jspecify.annotations.NullMarked;
