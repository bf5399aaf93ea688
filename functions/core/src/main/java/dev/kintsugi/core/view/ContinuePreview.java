package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a continue would do, found out without doing it.
 *
 * @param commit the commit on whose files the edits would be tried
 * @param continues how often the job was continued before
 * @param asks whether the coder would be asked for what does not fit, and with that money be spent
 * @param model which one
 * @param text all of it in a sentence
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContinuePreview(
        String job, String commit, int continues, List<Edit> edits, boolean asks, String model, String text) {
    public ContinuePreview {
        edits = List.copyOf(edits);
    }

    /**
     * One missing edit.
     *
     * @param outcome {@code will apply}, {@code will apply (fuzzy)}, {@code already applied}, {@code will fail},
     *     {@code dropped}
     * @param line where; 0 when nobody knows
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Edit(
            String id,
            String file,
            int line,
            String preview,
            String outcome,
            @Nullable String reason) {
        public static final String WILL_APPLY = "will apply";
        public static final String WILL_APPLY_FUZZY = "will apply (fuzzy)";
        public static final String ALREADY_APPLIED = "already applied";
        public static final String WILL_FAIL = "will fail";
        public static final String DROPPED = "dropped";
    }
}
