package dev.kintsugi.models.bedrock;

import java.util.Locale;

/** Where a model's provider takes cache points; elsewhere they are an error. */
enum PromptCache {
    NOWHERE,
    IN_MESSAGES,
    IN_MESSAGES_AND_TOOLS;

    /** What is known of the families; a model that refuses cache points all the same is asked again without. */
    static PromptCache of(String modelId) {
        String id = modelId.toLowerCase(Locale.ROOT);
        if (id.contains("anthropic.claude")) {
            return IN_MESSAGES_AND_TOOLS;
        }
        return id.contains("amazon.nova") ? IN_MESSAGES : NOWHERE;
    }

    boolean inMessages() {
        return this != NOWHERE;
    }

    boolean inTools() {
        return this == IN_MESSAGES_AND_TOOLS;
    }
}
