/**
 * How long a function takes to its first answer on a cold start, with Lambda's own runtime interface client against a small Runtime
 * API here. Nothing of AWS is asked: what stands for DynamoDB has no item.
 */
@NullMarked
package dev.kintsugi.bench.coldstart;

import org.jspecify.annotations.NullMarked;
