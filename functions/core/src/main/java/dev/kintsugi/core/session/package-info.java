/**
 * Conversations with models on record: every reply is written down before it is used and never paid twice, every call is
 * paid for before it is made. What is said in them belongs to whoever converses.
 */
@NullMarked
package dev.kintsugi.core.session;

import org.jspecify.annotations.NullMarked;
