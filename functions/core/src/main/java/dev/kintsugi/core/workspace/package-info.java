/**
 * What a cycle does to a git repository, in the product's own words: read files at a commit, write a tree from changes,
 * commit recorded data, merge, push an intent, and tell what became of a branch. Values and one port
 * ({@link dev.kintsugi.core.workspace.Workspace}); no git library, no file system and no decision of a use case.
 */
@NullMarked
package dev.kintsugi.core.workspace;

import org.jspecify.annotations.NullMarked;
