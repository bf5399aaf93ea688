package dev.kintsugi.git.attributes;

import dev.kintsugi.git.attributes.AttributeFile.Rule;
import dev.kintsugi.git.attributes.AttributeFile.Setting;
import dev.kintsugi.git.attributes.AttributeFile.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that hold in a folder: its own file's before its parent's, a later line before an earlier one. Macros
 * count from the topmost folder's file only, as in git; {@code binary} is always one.
 */
public final class FolderAttributes {
    private static final List<Setting> BINARY = List.of(
            new Setting("diff", Value.FALSE), new Setting("merge", Value.FALSE), new Setting("text", Value.FALSE));

    private final @Nullable FolderAttributes parent;
    private final String path;
    private final List<Rule> rules;
    private final Map<String, List<Setting>> macros;

    private FolderAttributes(
            @Nullable FolderAttributes parent, String path, List<Rule> rules, Map<String, List<Setting>> macros) {
        this.parent = parent;
        this.path = path;
        this.rules = rules;
        this.macros = macros;
    }

    /** Those of the topmost folder, which may have no file. */
    public static FolderAttributes ofRoot(@Nullable AttributeFile file) {
        Map<String, List<Setting>> macros = new HashMap<>(Map.of("binary", BINARY));
        if (file != null) {
            macros.putAll(file.macros());
        }
        return new FolderAttributes(null, "", file == null ? List.of() : file.rules(), macros);
    }

    /** Those of a folder below, by its raw path with a slash at the end. */
    public FolderAttributes below(String folder, AttributeFile file) {
        return new FolderAttributes(this, folder, file.rules(), macros);
    }

    /** In which form a file of this folder, or of one below without attributes of its own, stands in a working tree. */
    public WorkTreeForm formOf(String file) {
        Map<String, Value> values = new HashMap<>();
        for (FolderAttributes folder = this; folder != null; folder = folder.parent) {
            String relative = file.substring(folder.path.length());
            for (Rule rule : folder.rules.reversed()) {
                if (rule.pattern().matches(relative)) {
                    take(values, rule.settings());
                }
            }
        }
        return WorkTreeForm.of(name -> values.getOrDefault(name, Value.UNSPECIFIED));
    }

    private void take(Map<String, Value> values, List<Setting> settings) {
        for (Setting setting : settings.reversed()) {
            if (values.putIfAbsent(setting.attribute(), setting.value()) == null
                    && setting.value().equals(Value.TRUE)) {
                take(values, macros.getOrDefault(setting.attribute(), List.of()));
            }
        }
    }
}
