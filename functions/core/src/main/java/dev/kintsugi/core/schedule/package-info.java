/**
 * Which ready task is worked on next: claims, one transaction each, and the start of what was claimed. It is a use case
 * and not a state of a machine: whoever changes something runs it. Its work does not grow with the project.
 */
@NullMarked
package dev.kintsugi.core.schedule;

import org.jspecify.annotations.NullMarked;
