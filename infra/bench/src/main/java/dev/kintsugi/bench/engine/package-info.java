/** What the engine costs: transitions, expressions, open executions, in memory and on disk. */
@NullMarked
package dev.kintsugi.bench.engine;

import org.jspecify.annotations.NullMarked;
