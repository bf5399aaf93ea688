/** The embedded cloud: what AWS is to the deployed stack, in one process on one machine. */
@NullMarked
package dev.kintsugi.local;

import org.jspecify.annotations.NullMarked;
