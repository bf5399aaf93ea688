/** The example that the demo plays, as it lies in this program. */
@NullMarked
package dev.kintsugi.cli.demo;

import org.jspecify.annotations.NullMarked;
