package dev.kintsugi.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The template as {@code aws cloudformation package} leaves it: what it names on this machine is named in a bucket. The API's
 * document is put in at once, because emulators do not know {@code AWS::Include} everywhere.
 */
public final class PackagedTemplate {
    private static final List<String> FILES = List.of("CodeUri", "DefinitionUri");
    private static final ObjectMapper JSON = new ObjectMapper();

    private PackagedTemplate() {}

    /** Puts a file where the stack finds it. */
    public interface Upload {
        /** The address that the packaged template gives it. */
        String put(Path file) throws IOException;
    }

    /**
     * Packages.
     *
     * @param environment what every function is told besides
     */
    public static String of(Path template, Upload upload, Map<String, String> environment) throws IOException {
        Object root = packaged(TemplateYaml.read(Files.readString(template)), template.getParent(), upload);
        variables(root).putAll(environment);
        return JSON.writeValueAsString(root);
    }

    /** The same with parameters as a deployment sets them. */
    public static String with(Map<String, String> parameters, String packaged) throws JsonProcessingException {
        Object root = JSON.readValue(packaged, Object.class);
        parameters.forEach((name, value) -> map(map(root, "Parameters"), name).put("Default", value));
        return JSON.writeValueAsString(root);
    }

    /** Where its code lies; it is one for all functions. */
    public static String code(String packaged) {
        return new Node("the template", TemplateYaml.read(packaged))
                .at("Resources")
                .at("ApiFunction")
                .at("Properties")
                .at("CodeUri")
                .text();
    }

    private static @Nullable Object packaged(@Nullable Object value, Path folder, Upload upload) throws IOException {
        if (value instanceof List<?> items) {
            return items;
        }
        if (!(value instanceof Map<?, ?> fields)) {
            return value;
        }
        if (fields.get("Fn::Transform") instanceof Map<?, ?> include) {
            String location = String.valueOf(map(include, "Parameters").get("Location"));
            return TemplateYaml.read(Files.readString(folder.resolve(location)));
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String key = String.valueOf(field.getKey());
            all.put(
                    key,
                    FILES.contains(key)
                            ? upload.put(folder.resolve(String.valueOf(field.getValue()))
                                    .normalize())
                            : packaged(field.getValue(), folder, upload));
        }
        return all;
    }

    private static Map<String, Object> variables(@Nullable Object root) {
        return map(map(map(map(root, "Globals"), "Function"), "Environment"), "Variables");
    }

    @SuppressWarnings("unchecked") // What a map of the template holds is known by its key only.
    private static Map<String, Object> map(@Nullable Object parent, String key) {
        return (Map<String, Object>)
                Objects.requireNonNull(((Map<String, Object>) Objects.requireNonNull(parent)).get(key), key);
    }
}
