package dev.kintsugi.core.round;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * The death of a worker at one of its calls to the outside: the n-th over all that were wrapped, before the call had its
 * effect or after. It strikes once. Calls that leave nothing behind are not counted: whoever dies at one of them leaves
 * what whoever dies before the next call with an effect leaves.
 */
public final class Crashes {
    private static final Set<String> EFFECTS = Set.of(
            "Records.write",
            "CodingModel.ask",
            "Workspace.push",
            "Workspace.begin",
            "CheckReports.provide",
            "CheckReports.put");

    private int calls;
    private int at;
    private boolean after;

    /** What a worker dies of. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash(String where) {
            super(where);
        }
    }

    /** Strikes at this call, counted from 1 from now on. */
    public void strike(int nth, boolean afterTheEffect) {
        calls = 0;
        at = nth;
        after = afterTheEffect;
    }

    /** Calls since then. */
    public int calls() {
        return calls;
    }

    /** Whether it still has to strike. */
    public boolean isPending() {
        return at > calls;
    }

    public <T> T over(Class<T> port, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (!EFFECTS.contains(port.getSimpleName() + "." + method.getName())) {
                return invoked(method, real, arguments);
            }
            calls++;
            boolean strikes = calls == at;
            String where = "call %d, %s.%s".formatted(calls, port.getSimpleName(), method.getName());
            if (strikes && !after) {
                throw new Crash(where);
            }
            Object result = invoked(method, real, arguments);
            if (strikes) {
                throw new Crash(where + ", done");
            }
            return result;
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private static Object invoked(Method method, Object real, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
