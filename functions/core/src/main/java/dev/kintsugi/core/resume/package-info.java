/**
 * What happens after an execution stopped halfway: its stop is put on record, and what it held is given back. Going on
 * is a person's decision and builds on these records.
 */
@NullMarked
package dev.kintsugi.core.resume;

import org.jspecify.annotations.NullMarked;
