package dev.kintsugi.core.plan.read;

/** One part of a dotted key, where it stands. */
record TomlKey(Place at, String name) {}
