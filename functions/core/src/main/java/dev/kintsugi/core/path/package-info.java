/**
 * Which paths of a repository may be touched, and how large a file may be: the one rule that plans, edits and the git
 * workspace keep. Text only; what really stands at a path, and where links lead, is for those who hold the files.
 */
@NullMarked
package dev.kintsugi.core.path;

import org.jspecify.annotations.NullMarked;
