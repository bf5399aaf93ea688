package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.kintsugi.core.project.Mark;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that waits for a person.
 *
 * @param commit what is to be approved
 * @param command what that person can say
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Waiting(
        String job, Mark.Kind kind, Instant since, @Nullable String commit, String command) {}
