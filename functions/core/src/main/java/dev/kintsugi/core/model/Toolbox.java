package dev.kintsugi.core.model;

import java.util.List;
import java.util.Optional;

/**
 * The tools that a request offers, and what to tell a model whose server refuses tools.
 *
 * @param otherwise how to answer in text alone; it joins the prompt only where no tool can be offered
 */
public record Toolbox(List<Tool> tools, String otherwise) {
    public static final Toolbox NONE = new Toolbox(List.of(), "");

    public Toolbox {
        tools = List.copyOf(tools);
    }

    public boolean isEmpty() {
        return tools.isEmpty();
    }

    public Optional<Tool> named(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
