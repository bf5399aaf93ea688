/**
 * One round of a coder: its prompt, its tools, its edits, the commit that they become and what is kept of those that
 * failed. It asks models through {@code core.session} and touches git through {@code core.workspace} only.
 */
@NullMarked
package dev.kintsugi.core.execute;

import org.jspecify.annotations.NullMarked;
