/**
 * What people and programs are shown of a project: records that become JSON and are read back from it, the same for the
 * command line in this process and for the API over a network. Everything here is read; nothing is decided.
 */
@NullMarked
package dev.kintsugi.core.view;

import org.jspecify.annotations.NullMarked;
