/**
 * The adapters behind {@code CodingModel}. Here: which model a specification means, what it costs, and the care that is
 * the same for all of them (windows, retries, continuations, cut prompts). Each adapter has a package of its own, and
 * nothing of a provider leaves it.
 */
@NullMarked
package dev.kintsugi.models;

import org.jspecify.annotations.NullMarked;
