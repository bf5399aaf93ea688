package dev.kintsugi.handlers.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every route, and what is said of a request that fits none. */
public final class RouteTable {
    /** Bytes of a request's body: a plan has 5 MB at most, and its text grows a little inside JSON. */
    static final int BODY_BYTES = 9 * 1024 * 1024;

    private final List<ApiRoute> routes;

    RouteTable(List<ApiRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    /** {@code METHOD path} of every route, for whoever holds them against the template. */
    public List<String> names() {
        return routes.stream().map(route -> route.method() + " " + route.path()).toList();
    }

    ApiAnswer answer(ApiRequest request) {
        String path = withoutLastSlash(request.path());
        List<ApiRoute> there = routes.stream()
                .filter(route -> route.parametersOf(path).isPresent())
                .toList();
        if (there.isEmpty()) {
            throw new Refusal(Problem.noSuchRoute(request.method(), request.path()));
        }
        Optional<ApiRoute> route = there.stream()
                .filter(candidate -> candidate.method().equals(request.method()))
                .findFirst();
        if (route.isEmpty()) {
            return notAllowed(request, there);
        }
        checkQuery(request, route.get());
        checkBody(request);
        Map<String, String> parameters = route.get().parametersOf(path).orElseThrow();
        return route.get().action().answer(request, parameters);
    }

    private static ApiAnswer notAllowed(ApiRequest request, List<ApiRoute> there) {
        String allowed =
                there.stream().map(ApiRoute::method).sorted().distinct().collect(Collectors.joining(", "));
        return ApiAnswer.problem(Problem.of(
                        405,
                        "method-not-allowed",
                        "This cannot be done there",
                        "%s takes %s, not %s".formatted(request.path(), allowed, request.method())))
                .with("Allow", allowed);
    }

    /** A parameter that nobody reads is a mistake of the caller's, who would take the answer for another one. */
    private static void checkQuery(ApiRequest request, ApiRoute route) {
        List<Problem.Part> unknown = request.query().keySet().stream()
                .filter(name -> !route.query().contains(name))
                .sorted()
                .map(name -> new Problem.Part(null, null, name, "no parameter of this route"))
                .toList();
        if (!unknown.isEmpty()) {
            String known = route.query().isEmpty() ? "it takes none" : "known are " + String.join(", ", route.query());
            throw new Refusal(Problem.badRequest("%s %s has no parameter \"%s\"; %s"
                            .formatted(
                                    request.method(),
                                    route.path(),
                                    unknown.getFirst().key(),
                                    known))
                    .with(unknown));
        }
    }

    private static void checkBody(ApiRequest request) {
        if (request.body().length > BODY_BYTES) {
            throw new Refusal(Problem.of(
                    413,
                    "too-large",
                    "The request is too large",
                    "the body has %d bytes, and %d is the most that is read"
                            .formatted(request.body().length, BODY_BYTES)));
        }
        boolean hasBody = request.body().length > 0;
        String type = request.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (hasBody && !type.equalsIgnoreCase("application/json")) {
            throw new Refusal(Problem.of(
                    415,
                    "unsupported-media-type",
                    "Only JSON is understood",
                    "send the body as Content-Type: application/json, not \"%s\"".formatted(type)));
        }
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
