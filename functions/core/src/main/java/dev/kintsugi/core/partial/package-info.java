/**
 * Partial state: the edits of a round that did not apply, kept whole however large they are, until a continue deals with
 * them; what may be done with it, and what trying them once more comes to. Who may continue, and what a coder is asked,
 * is decided elsewhere.
 */
@NullMarked
package dev.kintsugi.core.partial;

import org.jspecify.annotations.NullMarked;
