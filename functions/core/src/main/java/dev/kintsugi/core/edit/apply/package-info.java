/**
 * Carries edits out on a tree: paths and targets are judged, files read and written, matching is asked of
 * {@code match}, and every edit gets its outcome. A dry run is the same on a draft that is thrown away.
 */
@NullMarked
package dev.kintsugi.core.edit.apply;

import org.jspecify.annotations.NullMarked;
