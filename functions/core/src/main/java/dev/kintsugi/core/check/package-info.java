/** What the project's own commands said of a commit, and the port to wherever they run. Nothing here runs a command. */
@NullMarked
package dev.kintsugi.core.check;

import org.jspecify.annotations.NullMarked;
