/**
 * What happens after an execution stopped halfway: its stop is put on record, and what it held is given back. Going on
 * is a person's decision: they inspect, and then resume, retry, skip or reset, each an action that stands on the project
 * until it is done.
 */
@NullMarked
package dev.kintsugi.core.resume;

import org.jspecify.annotations.NullMarked;
