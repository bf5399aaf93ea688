package dev.kintsugi.local.template;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the {@code ${Name}} of a definition; both sides must name the same ones, or something was forgotten. */
final class Substitutions {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9]+)}");

    private Substitutions() {}

    static String fill(String definition, Node values) {
        Set<String> used = new TreeSet<>();
        String filled = PLACEHOLDER.matcher(definition).replaceAll(found -> {
            used.add(found.group(1));
            return Matcher.quoteReplacement(values.at(found.group(1)).text());
        });
        Set<String> spare = new TreeSet<>(values.keys());
        spare.removeAll(used);
        if (!spare.isEmpty()) {
            throw new TemplateException(values.path() + " has names that the definition does not use: " + spare);
        }
        return filled;
    }
}
