/**
 * From files to a {@link dev.kintsugi.core.plan.Project}, with every problem that is found on the way and none thrown.
 *
 * <p>YAML is consumed as parser events into a small located tree ({@link dev.kintsugi.core.plan.read.Node}): no object
 * is ever made that the text names, aliases are shared and counted, and depth is bounded, so time and memory are linear
 * in a text whose size is bounded. TOML has a reader of our own
 * for the same reasons: of the libraries at hand Jackson's knows no places, and tomlj, which knows them, took 49 seconds
 * for 2,195 lines that hold one blank each, and minutes for some texts with errors. Both become the same tree, and one table of keys ({@link dev.kintsugi.core.plan.read.TaskKeys},
 * {@link dev.kintsugi.core.plan.read.ProjectKeys}) says what may stand in it: names, types, limits, defaults, words for
 * people.
 */
@NullMarked
package dev.kintsugi.core.plan.read;

import org.jspecify.annotations.NullMarked;
