/**
 * Reads {@code infra/template.yaml}, the file that is deployed, as far as the embedded cloud needs it: functions, machines,
 * queues, routes and rules, with every reference resolved for this machine. Nothing here runs anything.
 */
@NullMarked
package dev.kintsugi.local.template;

import org.jspecify.annotations.NullMarked;
