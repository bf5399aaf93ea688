package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.PlanJson;
import dev.kintsugi.core.plan.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan's files as they are submitted: the names and texts of those that are read, and of no others. */
public final class PlanTexts {
    private static final String PROJECT_FILE = "project.yaml";

    private PlanTexts() {}

    /**
     * The texts of a plan that was read from these paths and found valid. A plan without a project file gets one that
     * holds its name, since the folder that named it stays behind.
     *
     * @throws IOException when a file is gone or unreadable meanwhile
     */
    public static Map<String, String> of(List<Path> paths, Project project) throws IOException {
        Problems ignored = new Problems();
        Map<String, String> texts = new LinkedHashMap<>();
        boolean hasProjectFile = false;
        for (PlanSource source : new PlanFiles(ignored).find(paths)) {
            String text = new String(source.content().bytes(), StandardCharsets.UTF_8);
            if (!PlanReader.isAside(source, text)) {
                texts.put(texts.containsKey(source.name()) ? source.shown() : source.name(), text);
                hasProjectFile |= FileNames.isProjectFile(source.name());
            }
        }
        if (!hasProjectFile) {
            texts.put(PROJECT_FILE, "name: " + PlanJson.mapper().writeValueAsString(project.name()) + "\n");
        }
        return texts;
    }
}
