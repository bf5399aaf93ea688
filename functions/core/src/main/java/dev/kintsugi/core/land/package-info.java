/** Bringing approved work onto the project's branch: one merge commit, never forced, never losing a commit. */
@NullMarked
package dev.kintsugi.core.land;

import org.jspecify.annotations.NullMarked;
