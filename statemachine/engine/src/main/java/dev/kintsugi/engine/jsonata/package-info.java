/**
 * JSONata as AWS evaluates it: expressions, templates that hold them, JSON documents. Knows no state machine.
 */
@NullMarked
package dev.kintsugi.engine.jsonata;

import org.jspecify.annotations.NullMarked;
