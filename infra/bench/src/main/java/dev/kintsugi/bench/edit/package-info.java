/**
 * Measures the edit engine: a corpus that damages good edits in every way that coders do and counts what becomes of
 * them, and the time that an edit takes.
 *
 * <pre>
 * mvn -q -Dfast -DskipTests package -pl infra/bench -am
 * java -cp 'infra/bench/target/classes:infra/bench/target/lib/*' dev.kintsugi.bench.edit.EditCorpus 300 .
 * java -cp 'infra/bench/target/classes:infra/bench/target/lib/*' dev.kintsugi.bench.edit.EditBenchmark
 * </pre>
 */
@NullMarked
package dev.kintsugi.bench.edit;

import org.jspecify.annotations.NullMarked;
