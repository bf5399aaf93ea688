/**
 * AWS Step Functions on the JVM: runs Amazon States Language and speaks the service's API. Knows nothing of Kintsugi;
 * what a task does is behind a port.
 */
@NullMarked
package dev.kintsugi.engine;

import org.jspecify.annotations.NullMarked;
