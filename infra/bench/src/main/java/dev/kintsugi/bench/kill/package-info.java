/** Kills the process that holds the embedded cloud, at every moment that could leave something half done, and looks whether what comes after is as it should be. Stories and lives; nothing of the product's own logic. */
@NullMarked
package dev.kintsugi.bench.kill;

import org.jspecify.annotations.NullMarked;
