package dev.kintsugi.core.prompt;

import java.util.List;

/**
 * An edit that could not be applied, as the coder is shown it once more.
 *
 * @param find the text it looked for, whole
 * @param reason why it failed
 * @param region the lines it probably meant, as they are now; empty when there are none
 */
public record MissingEdit(String path, String find, String replace, String reason, String region) {
    static String section(List<MissingEdit> missing) {
        StringBuilder section = new StringBuilder("""
                # What is missing

                All other edits of this task are applied and stay. Only the following ones could not be. Make these \
                changes, and no others, so that they fit the files as they are now.

                """);
        int number = 1;
        for (MissingEdit edit : missing) {
            section.append("## Edit %d of %d: %s\n\nIt failed: %s\n\n"
                    .formatted(number++, missing.size(), Fenced.oneLine(edit.path()), Fenced.oneLine(edit.reason())));
            section.append(Fenced.data("looked for", edit.find()));
            section.append(Fenced.data("to be replaced by", edit.replace()));
            if (!edit.region().isEmpty()) {
                section.append(Fenced.data("the place it probably meant, as it is now", edit.region()));
            }
        }
        return section.toString();
    }
}
