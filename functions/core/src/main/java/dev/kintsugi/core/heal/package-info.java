/**
 * How a failed task's work is carried into a remediation: the diagnosis, the policy, the architect's task, its insertion
 * into the project, the guard that nothing is reverted. It ends nothing and releases nobody: that is the settling's.
 */
@NullMarked
package dev.kintsugi.core.heal;

import org.jspecify.annotations.NullMarked;
