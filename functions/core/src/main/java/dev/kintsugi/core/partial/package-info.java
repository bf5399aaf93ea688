/**
 * Partial state: the edits of a round that did not apply, kept whole however large they are, until a continue deals with
 * them. Records and codecs; who tries them again decides elsewhere.
 */
@NullMarked
package dev.kintsugi.core.partial;

import org.jspecify.annotations.NullMarked;
