/**
 * What the functions tell about themselves: one line of JSON for each call, with ids to find it by and the numbers that CloudWatch
 * makes metrics of. Ids, outcomes, counts and times may stand in it; a prompt, a reply, code or a token may not.
 */
@NullMarked
package dev.kintsugi.handlers.journal;

import org.jspecify.annotations.NullMarked;
