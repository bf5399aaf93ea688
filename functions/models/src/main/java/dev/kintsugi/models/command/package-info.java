/** A command-line agent on a laptop: the prompt on stdin, the reply on stdout. */
@NullMarked
package dev.kintsugi.models.command;

import org.jspecify.annotations.NullMarked;
