/**
 * The cloud as the commands see it: its REST API, in this process or over HTTP, and what its answers say. Nothing is
 * decided here and nothing printed.
 */
@NullMarked
package dev.kintsugi.cli.api;

import org.jspecify.annotations.NullMarked;
