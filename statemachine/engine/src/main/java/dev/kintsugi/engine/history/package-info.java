/**
 * The events of an execution as AWS names, orders and words them. Plain data: nothing here decides.
 */
@NullMarked
package dev.kintsugi.engine.history;

import org.jspecify.annotations.NullMarked;
