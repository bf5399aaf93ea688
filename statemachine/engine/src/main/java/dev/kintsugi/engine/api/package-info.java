/**
 * The Step Functions API in the AWS JSON 1.0 protocol, as SDKs and the command line speak it: reads a request, checks it
 * by the service's model, calls the engine once and writes AWS's answer. What an action does is the engine's affair.
 */
@NullMarked
package dev.kintsugi.engine.api;

import org.jspecify.annotations.NullMarked;
