package dev.kintsugi.core.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.core.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The tool by which a reviewer answers, and how its input is read: forgiving in form, strict about approval. */
public final class SubmitReview {
    public static final String NAME = "submit_review";

    private static final String SCHEMA = """
            {"type": "object", "required": ["approved"], "properties": {
              "approved": {"type": "boolean",
                "description": "true only if nothing critical or major is wrong"},
              "comment": {"type": "string", "description": "one or two sentences"},
              "findings": {"type": "array", "description": "what is wrong and was not listed before",
                "items": {"type": "object", "required": ["severity", "description"], "properties": {
                  "severity": {"type": "string", "enum": ["critical", "major", "minor"]},
                  "description": {"type": "string", "description": "what is wrong and what would be right"},
                  "file": {"type": "string"},
                  "line": {"type": "integer"}}}},
              "verifications": {"type": "array", "description": "one for each prior finding",
                "items": {"type": "object", "required": ["finding_id", "status"], "properties": {
                  "finding_id": {"type": "string"},
                  "status": {"type": "string", "enum": ["fixed", "still_present", "regressed"]},
                  "comment": {"type": "string"}}}}}}
            """;

    private SubmitReview() {}

    /** The tool as it is offered. */
    public static Tool tool() {
        try {
            return new Tool(NAME, "Submit your review. Call it exactly once, when you are done.", (ObjectNode)
                    new JsonMapper().readTree(SCHEMA));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the schema of submit_review is valid JSON", impossible);
        }
    }

    static Review read(ObjectNode input) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode one : input.path("findings")) {
            findings.add(finding(one));
        }
        List<Verification> verifications = new ArrayList<>();
        for (JsonNode one : input.path("verifications")) {
            verifications.add(new Verification(
                    one.path("finding_id").asText("").strip(),
                    FindingStatus.ofWord(one.path("status").asText("")),
                    one.path("comment").asText("")));
        }
        JsonNode approved = input.path("approved");
        boolean yes = approved.isBoolean()
                ? approved.booleanValue()
                : approved.asText("").equals("true");
        return new Review(Optional.of(yes), input.path("comment").asText(""), findings, verifications);
    }

    private static Finding finding(JsonNode one) {
        String description =
                one.isTextual() ? one.textValue() : one.path("description").asText("");
        String file = one.path("file").asText("").strip();
        JsonNode line = one.path("line");
        return new Finding(
                Severity.ofWord(one.path("severity").asText("")),
                description.isBlank() ? "a finding without a description" : description,
                file.isEmpty() ? Optional.empty() : Optional.of(file),
                line.isInt() && line.intValue() > 0 ? OptionalInt.of(line.intValue()) : OptionalInt.empty());
    }
}
