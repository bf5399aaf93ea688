/** Whole journeys, from submit to the merged branch, with models that answer at once or after a known time. */
@NullMarked
package dev.kintsugi.bench.journey;

import org.jspecify.annotations.NullMarked;
