/**
 * One port on loopback with any number of services behind it: Step Functions here, Lambda or a REST API beside it. Knows
 * HTTP and its limits; what a request means is each service's own affair.
 */
@NullMarked
package dev.kintsugi.engine.http;

import org.jspecify.annotations.NullMarked;
