/**
 * Finds the one place in a file that an edit means, and carries the edit out there. Works on text alone: no paths, no
 * replies, no trees. The rule of the house: when two places are equally good, or the file holds something there that
 * the edit would silently destroy, it refuses.
 */
@NullMarked
package dev.kintsugi.core.edit.match;

import org.jspecify.annotations.NullMarked;
