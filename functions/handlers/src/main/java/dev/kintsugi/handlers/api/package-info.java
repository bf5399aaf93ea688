/** The REST API behind its one function: requests, the route table, answers and problems, in API Gateway's form and out of it. */
@NullMarked
package dev.kintsugi.handlers.api;

import org.jspecify.annotations.NullMarked;
