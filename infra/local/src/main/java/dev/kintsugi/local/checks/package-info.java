/**
 * Checks on this machine, in place of CodeBuild: a checkout of their own, an environment without credentials, limits on time,
 * output and processes, and no network where this system can deny it. What runs here was written by a model.
 */
@NullMarked
package dev.kintsugi.local.checks;

import org.jspecify.annotations.NullMarked;
