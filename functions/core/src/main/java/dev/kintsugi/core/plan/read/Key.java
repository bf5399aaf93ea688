package dev.kintsugi.core.plan.read;

/**
 * A key of a plan, said once for everybody who needs it: the reader, the did-you-mean, and the plan that
 * {@code kintsugi init} writes.
 *
 * @param byDefault in words, what holds when it is left out
 * @param example a value as YAML writes it
 */
record Key<T>(String name, Kind<T> kind, String byDefault, String meaning, String example) {}
