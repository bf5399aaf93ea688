/** The judgement of a round: by the project's checks first, then by the reviewer. How a review is read is {@code core.review}. */
@NullMarked
package dev.kintsugi.core.judge;

import org.jspecify.annotations.NullMarked;
