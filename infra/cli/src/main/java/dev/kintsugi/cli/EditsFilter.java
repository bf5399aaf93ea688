package dev.kintsugi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.edit.Dialect;
import dev.kintsugi.core.edit.Edit;
import dev.kintsugi.core.edit.EditReport;
import dev.kintsugi.core.edit.apply.Editor;
import dev.kintsugi.core.edit.apply.Targets;
import dev.kintsugi.core.edit.dialect.ReplyReader;
import dev.kintsugi.core.edit.tree.MemoryTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves other programs: each line of JSON is a case, answered by one line. A line that is no case is answered by its
 * error and its number, and the next one is read.
 */
final class EditsFilter {
    private final ObjectMapper json;

    EditsFilter(ObjectMapper json) {
        this.json = json;
    }

    private static final class BadCase extends Exception {
        private static final long serialVersionUID = 1;

        BadCase(String problem) {
            super(problem);
        }
    }

    void run(InputStream in, PrintWriter out) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                out.println(json.writeValueAsString(answered(line, number)));
                // Whoever asks one case at a time waits for its answer.
                out.flush();
            }
        }
    }

    private ObjectNode answered(String line, int number) {
        ObjectNode answer = json.createObjectNode();
        try {
            JsonNode asked = json.readTree(line);
            if (!asked.isObject()) {
                throw new BadCase("a case is a JSON object");
            }
            answer.set("id", asked.path("id").isMissingNode() ? json.nullNode() : asked.get("id"));
            answer(asked, answer);
        } catch (JsonProcessingException noJson) {
            failed(answer, number, "no JSON: " + noJson.getOriginalMessage());
        } catch (BadCase bad) {
            failed(answer, number, String.valueOf(bad.getMessage()));
        }
        return answer;
    }

    private static void failed(ObjectNode answer, int number, String problem) {
        answer.put("line", number);
        answer.put("error", "line " + number + ": " + problem);
    }

    private void answer(JsonNode asked, ObjectNode answer) throws BadCase {
        Map<String, String> files = files(asked.path("files"));
        String reply = asked.path("reply").isTextual() ? asked.path("reply").asText() : null;
        if (reply == null) {
            throw new BadCase("\"reply\" is missing or no text");
        }
        Targets targets = Targets.of(targets(asked.path("targets")));
        List<Edit> edits = ReplyReader.read(reply, dialect(asked.path("dialect")), targets.only());
        MemoryTree tree = MemoryTree.of(files);
        EditReport report = Editor.apply(tree, edits, targets);
        ObjectNode changed = answer.putObject("files");
        tree.changes().forEach((path, content) -> {
            String text = content.map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse(null);
            String before = files.get(path);
            if (text == null ? before != null : !text.equals(before)) {
                changed.put(path, text);
            }
        });
        ObjectNode summary = json.valueToTree(report.summary());
        answer.setAll(summary);
        if (edits.isEmpty()) {
            answer.put("error", EditsCommand.noEditIn(reply));
        }
    }

    private static Map<String, String> files(JsonNode node) throws BadCase {
        Map<String, String> files = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return files;
        }
        if (!node.isObject()) {
            throw new BadCase("\"files\" is an object of path and text");
        }
        for (Map.Entry<String, JsonNode> file : node.properties()) {
            if (file.getValue().isTextual()) {
                files.put(file.getKey(), file.getValue().asText());
            } else if (!file.getValue().isNull()) {
                throw new BadCase("the file \"" + file.getKey() + "\" is no text");
            }
        }
        return files;
    }

    private static List<String> targets(JsonNode node) throws BadCase {
        List<String> targets = new ArrayList<>();
        if (node.isMissingNode() || node.isNull()) {
            return targets;
        }
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        if (!node.isArray()) {
            throw new BadCase("\"targets\" is a list of paths");
        }
        for (JsonNode target : node) {
            targets.add(target.asText());
        }
        return targets;
    }

    private static Optional<Dialect> dialect(JsonNode node) throws BadCase {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        Optional<Dialect> dialect = Dialect.named(node.asText());
        if (dialect.isEmpty()) {
            throw new BadCase("there is no dialect \"" + node.asText() + "\"");
        }
        return dialect;
    }
}
