/**
 * From files to a {@link dev.kintsugi.core.plan.Project}, with every problem that is found on the way and none thrown.
 *
 * <p>YAML is consumed as parser events into a small located tree ({@link dev.kintsugi.core.plan.read.Node}): no object
 * is ever made that the text names, aliases are shared and counted, and depth is bounded, so time and memory are linear
 * in a text whose size is bounded. TOML is read by tomlj: of the two libraries at hand it is the one that knows the
 * place of every key and goes on after an error (17 microseconds for a task's front matter against 3 of Jackson's,
 * which knows neither). Both become the same tree, and one table of keys ({@link dev.kintsugi.core.plan.read.TaskKeys},
 * {@link dev.kintsugi.core.plan.read.ProjectKeys}) says what may stand in it: names, types, limits, defaults, words for
 * people.
 */
@NullMarked
package dev.kintsugi.core.plan.read;

import org.jspecify.annotations.NullMarked;
