/**
 * {@code kintsugi asl}: checks a state machine and tries it out without an account, with mocked tasks and a time that
 * passes at once. Runs on the engine alone and knows nothing of projects and tasks.
 */
@NullMarked
package dev.kintsugi.cli.asl;

import org.jspecify.annotations.NullMarked;
