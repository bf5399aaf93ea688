/**
 * Records and queues in one SQLite file that survives a killed process. Only the ports' rules are kept here; what the
 * records mean is the core's.
 */
@NullMarked
package dev.kintsugi.local.store;

import org.jspecify.annotations.NullMarked;
