/**
 * The workspace on JGit: trees, commits and merges are made in the object database, and only what a push names leaves it.
 * Paths and contents are bytes here, never decoded and encoded again. JGit appears in this package and nowhere else; what
 * a use case decides does not belong here.
 */
@NullMarked
package dev.kintsugi.git;

import org.jspecify.annotations.NullMarked;
