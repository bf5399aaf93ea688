/** Benchmarks: JMH and corpora, each printing the table that its issue asks for. Nothing that ships depends on them. */
@NullMarked
package dev.kintsugi.bench;

import org.jspecify.annotations.NullMarked;
