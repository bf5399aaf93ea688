/**
 * Lambda on this machine: calls handler classes as Lambda does, with its time limit, payload limits, JSON both ways, its words
 * for failures and its retries of asynchronous calls; and speaks Lambda's Invoke protocol. Knows nothing of what a handler does.
 */
@NullMarked
package dev.kintsugi.local.functions;

import org.jspecify.annotations.NullMarked;
