/**
 * From a valid plan to a project on record whose execution runs: every write can be repeated, so a submit that was cut
 * off anywhere is finished by the same submit. Reading plans is {@code plan.read}'s business.
 */
@NullMarked
package dev.kintsugi.core.submit;

import org.jspecify.annotations.NullMarked;
