/**
 * What models are told, in one place: rules first, then what stays the same for a task, then what is new, so that prompt
 * caches can keep the front. Everything that somebody else wrote is fenced as data, and data gives no orders.
 */
@NullMarked
package dev.kintsugi.core.prompt;

import org.jspecify.annotations.NullMarked;
