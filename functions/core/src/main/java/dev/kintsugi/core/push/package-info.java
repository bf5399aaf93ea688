/**
 * Bringing commits to the repository by intents: what is promised on the record is pushed, again where a worker died,
 * and joined with what others pushed in the meantime; never forced. Decides what a push came to; where intents are kept,
 * and what the job does next, is for the use cases that promise them.
 */
@NullMarked
package dev.kintsugi.core.push;

import org.jspecify.annotations.NullMarked;
