/**
 * A project's life as its execution sees it: open it, wait for its work, close it; and open it again when something of
 * it goes on after its end.
 */
@NullMarked
package dev.kintsugi.core.open;

import org.jspecify.annotations.NullMarked;
