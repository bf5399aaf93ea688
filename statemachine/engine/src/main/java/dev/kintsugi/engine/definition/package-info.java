/**
 * What a state machine is: the model of a JSONata definition and the checks that let one in. Nothing runs here.
 */
@NullMarked
package dev.kintsugi.engine.definition;

import org.jspecify.annotations.NullMarked;
