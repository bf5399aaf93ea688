/**
 * Measures the edit engine: a corpus that damages good edits in every way that coders do and counts what becomes of
 * them, and the time that an edit takes.
 */
@NullMarked
package dev.kintsugi.bench.edit;

import org.jspecify.annotations.NullMarked;
