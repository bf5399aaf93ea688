/**
 * Talking to a model: the port {@code CodingModel}, what is asked, what may come back, what it costs. Nothing of a
 * provider is here; adapters live in {@code functions/models}.
 */
@NullMarked
package dev.kintsugi.core.model;

import org.jspecify.annotations.NullMarked;
