package dev.kintsugi.bench.kill;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A port whose every call is passed on, and before each that lasts a moment comes. */
final class Guarded {
    private Guarded() {}

    /** What is said of a call. */
    interface Around {
        /** An argument as it is passed on. */
        default @Nullable Object given(@Nullable Object argument) {
            return argument;
        }

        /** Whether the call is one of those that last. */
        boolean lasts(String method);

        /** The moment before it. */
        String before(String method, Object[] arguments);

        /** Said when the call has come back. */
        default void behind(String method, Object[] arguments) {}
    }

    static <T> T port(Class<T> type, T real, Moments moments, Around around) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object[] given = arguments == null
                            ? new Object[0]
                            : Stream.of(arguments).map(around::given).toArray();
                    return around.lasts(method.getName())
                            ? guarded(method, real, given, moments, around)
                            : passedOn(method, real, given);
                }));
    }

    private static Object guarded(Method method, Object real, Object[] arguments, Moments moments, Around around)
            throws Throwable {
        moments.comeBefore(around.before(method.getName(), arguments));
        Object answer = null;
        try {
            answer = passedOn(method, real, arguments);
        } finally {
            if (!(answer instanceof CompletionStage<?>)) {
                moments.done();
            }
        }
        if (answer instanceof CompletionStage<?> later) {
            return later.whenComplete((done, failed) -> moments.done());
        }
        around.behind(method.getName(), arguments);
        return answer;
    }

    private static Object passedOn(Method method, Object real, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
