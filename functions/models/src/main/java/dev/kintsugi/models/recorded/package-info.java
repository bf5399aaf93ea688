/** Replies from files, for the demo, scenarios and replays, and the way such files are made. */
@NullMarked
package dev.kintsugi.models.recorded;

import org.jspecify.annotations.NullMarked;
