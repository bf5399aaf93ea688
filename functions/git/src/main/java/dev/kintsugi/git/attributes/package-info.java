/**
 * What {@code .gitattributes} says about a file, and the bytes that git would put into a working tree for it. Text and
 * bytes only: no repository is opened here, and no filter is ever run, whatever a file or a configuration names.
 */
@NullMarked
package dev.kintsugi.git.attributes;

import org.jspecify.annotations.NullMarked;
