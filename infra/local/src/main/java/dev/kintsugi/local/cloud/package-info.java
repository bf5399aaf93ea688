/**
 * The embedded cloud: the template's functions, machines, queues, rules and API in one process, over one SQLite file and the
 * engine's log. What is put together here is the same that is deployed; nothing here knows what a job is.
 */
@NullMarked
package dev.kintsugi.local.cloud;

import org.jspecify.annotations.NullMarked;
