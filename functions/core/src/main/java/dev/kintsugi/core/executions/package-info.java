/** The port through which executions of state machines are started, stopped, woken and looked at. */
@NullMarked
package dev.kintsugi.core.executions;

import org.jspecify.annotations.NullMarked;
