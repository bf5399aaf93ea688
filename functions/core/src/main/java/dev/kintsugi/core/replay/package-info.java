/**
 * A finished project worked through once more, from what its models are on record to have said: no model is asked, no
 * branch is moved and no record is changed. The steps are the ones that did the work; nothing else may depend on this room.
 */
@NullMarked
package dev.kintsugi.core.replay;

import org.jspecify.annotations.NullMarked;
