/**
 * The {@code kintsugi} command: one class per subcommand, which reads its arguments, calls one use case and prints
 * the answer. Nothing is decided here that another face (the API, the console, a queue) would have to decide again.
 */
@NullMarked
package dev.kintsugi.cli;

import org.jspecify.annotations.NullMarked;
