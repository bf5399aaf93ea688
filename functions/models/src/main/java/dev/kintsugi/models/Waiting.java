package dev.kintsugi.models;

import java.time.InstantSource;
import java.util.function.DoubleSupplier;

/**
 * What waiting needs of the world, so that tests need not wait.
 *
 * @param chance evenly from 0 to below 1
 */
public record Waiting(Patience patience, InstantSource clock, Pause pause, DoubleSupplier chance) {}
