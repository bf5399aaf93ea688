/**
 * Reads replies: one class for each dialect, with its grammar in its Javadoc, and the {@code ReplyReader} that tells
 * which dialect begins where. Nothing here looks at a file; a reply says what it wants, and whether that is possible
 * is asked elsewhere. Parsing never throws: what is meant as an edit but cannot be one becomes an
 * {@code Edit.Unreadable}.
 */
@NullMarked
package dev.kintsugi.core.edit.dialect;

import org.jspecify.annotations.NullMarked;
