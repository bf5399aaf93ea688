package dev.kintsugi.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI document beside the template: which routes there are, and which function answers each. */
record ApiDocument(Node root) {
    private static final String INTEGRATION = "x-amazon-apigateway-integration";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head", "options");

    /** The function's name in the address by which API Gateway calls it. */
    private static final Pattern FUNCTION = Pattern.compile("/functions/\\$\\{([A-Za-z0-9]+)\\.Arn}");

    static ApiDocument read(String name, String yaml) {
        return new ApiDocument(new Node(name, TemplateYaml.read(yaml)));
    }

    /** In the order of the document. */
    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        Node paths = root.at("paths");
        for (String path : paths.keys()) {
            Node operations = paths.at(path);
            for (String method : operations.keys()) {
                if (METHODS.contains(method)) {
                    routes.add(new Route(method.toUpperCase(Locale.ROOT), path, function(operations.at(method))));
                }
            }
        }
        return routes;
    }

    private static String function(Node operation) {
        Node uri = operation.at(INTEGRATION).at("uri").at("Fn::Sub");
        Matcher named = FUNCTION.matcher(uri.text());
        if (!named.find()) {
            throw new TemplateException(uri.path() + " names no function");
        }
        return named.group(1);
    }
}
