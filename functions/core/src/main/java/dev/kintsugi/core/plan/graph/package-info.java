/**
 * What follows from a plan's dependencies and scopes: cycles, what is ready, what may run side by side, what excludes
 * what, and how a remediation takes a failed task's place. Everything is iterative and near linear, because a plan may
 * have 100,000 tasks; nothing here reads files or knows a job's status.
 */
@NullMarked
package dev.kintsugi.core.plan.graph;

import org.jspecify.annotations.NullMarked;
