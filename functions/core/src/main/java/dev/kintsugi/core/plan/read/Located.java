package dev.kintsugi.core.plan.read;

/** A value with its place, for problems that only show when all tasks are known. */
record Located<T>(T value, Place at) {}
