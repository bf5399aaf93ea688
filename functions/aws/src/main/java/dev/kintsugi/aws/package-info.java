/**
 * The core's ports over AWS services, on the AWS SDK for Java 2 with its URL-connection client and nothing heavier:
 * this ships to Lambda. Each adapter has one classifier that says which of the service's errors mean what. No use case
 * lives here, and no word of AWS leaves it.
 */
@NullMarked
package dev.kintsugi.aws;

import org.jspecify.annotations.NullMarked;
