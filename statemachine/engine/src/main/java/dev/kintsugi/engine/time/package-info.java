/**
 * Time as a port: the wall clock, and a virtual one in which a year passes in no time.
 */
@NullMarked
package dev.kintsugi.engine.time;

import org.jspecify.annotations.NullMarked;
