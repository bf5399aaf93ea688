package dev.kintsugi.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kintsugi.local.template.FunctionSettings;

/** Makes a function's handler, once, when it is first called: Lambda's INIT. */
@FunctionalInterface
public interface HandlerFactory {
    RequestStreamHandler make(FunctionSettings function);
}
