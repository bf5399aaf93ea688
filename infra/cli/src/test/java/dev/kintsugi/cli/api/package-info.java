/** Tests of how the command speaks to a cloud. No commands: those stand in {@code work}. */
@NullMarked
package dev.kintsugi.cli.api;

import org.jspecify.annotations.NullMarked;
