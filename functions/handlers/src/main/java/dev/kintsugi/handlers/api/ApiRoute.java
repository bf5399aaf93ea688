package dev.kintsugi.handlers.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One route.
 *
 * @param path with parameters in braces, as the template has it
 * @param query the parameters that it knows behind a question mark
 */
record ApiRoute(String method, String path, List<String> query, Action action) {
    ApiRoute(String method, String path, Action action) {
        this(method, path, List.of(), action);
    }

    /** What is done: the request, and what stood in the path's braces. */
    @FunctionalInterface
    interface Action {
        ApiAnswer answer(ApiRequest request, Map<String, String> parameters);
    }

    /** What stands in the braces, if the path is one of these. */
    Optional<Map<String, String>> parametersOf(String requested) {
        List<String> mine = List.of(path.split("/", -1));
        List<String> theirs = List.of(requested.split("/", -1));
        if (mine.size() != theirs.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int place = 0; place < mine.size(); place++) {
            String part = mine.get(place);
            if (part.startsWith("{")) {
                if (theirs.get(place).isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(part.substring(1, part.length() - 1), theirs.get(place));
            } else if (!part.equals(theirs.get(place))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
