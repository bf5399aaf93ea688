/**
 * The log that every change goes through before anybody sees its effect. Entries are plain data; a store keeps them.
 */
@NullMarked
package dev.kintsugi.engine.log;

import org.jspecify.annotations.NullMarked;
