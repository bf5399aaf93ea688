/**
 * The entry points of the functions in {@code infra/template.yaml}: each decodes an event, calls one use case of the core
 * and encodes its outcome. What they are built from is {@link dev.kintsugi.handlers.Ports}; nothing here decides anything.
 */
@NullMarked
package dev.kintsugi.handlers;

import org.jspecify.annotations.NullMarked;
