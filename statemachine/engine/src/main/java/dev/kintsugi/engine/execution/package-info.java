/**
 * Running executions: the interpreter of states and what is left of an execution that stopped. No HTTP, no disk.
 */
@NullMarked
package dev.kintsugi.engine.execution;

import org.jspecify.annotations.NullMarked;
