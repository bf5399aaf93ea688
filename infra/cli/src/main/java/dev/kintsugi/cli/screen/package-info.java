/**
 * What people see of a project at work: lines that fit 80 columns, colours only on a terminal, plain letters where there
 * is no UTF-8. Nothing here asks a cloud.
 */
@NullMarked
package dev.kintsugi.cli.screen;

import org.jspecify.annotations.NullMarked;
