package dev.kintsugi.engine.definition;

import dev.kintsugi.engine.jsonata.Template;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of Catch. */
public record Catcher(
        List<String> errorEquals, String next, @Nullable Template output, Map<String, Template> assign) {}
