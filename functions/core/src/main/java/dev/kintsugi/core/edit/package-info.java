/**
 * The words of editing: an {@link dev.kintsugi.core.edit.Edit} that a coder asked for, its
 * {@link dev.kintsugi.core.edit.Outcome}, and the {@link dev.kintsugi.core.edit.SourceTree} it is meant for. Data and
 * ports only: how replies are read lives in {@code dialect}, how places are found in {@code match}, how edits are
 * carried out in {@code apply}, where files are kept in {@code tree}. Nothing here may depend on those.
 */
@NullMarked
package dev.kintsugi.core.edit;

import org.jspecify.annotations.NullMarked;
