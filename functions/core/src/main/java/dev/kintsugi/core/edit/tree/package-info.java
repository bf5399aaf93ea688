/**
 * Where edited files are kept: in memory and in a directory. Each tree guards what only it can know (links, special
 * files); the spelling of paths is judged before, once, by {@code core.path}.
 */
@NullMarked
package dev.kintsugi.core.edit.tree;

import org.jspecify.annotations.NullMarked;
