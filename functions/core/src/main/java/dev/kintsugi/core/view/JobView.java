package dev.kintsugi.core.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with all of its rounds.
 *
 * @param base the commit it began at
 * @param execution the execution it belongs to now
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobView(
        TaskLine task,
        String project,
        String branch,
        @Nullable String base,
        @Nullable String execution,
        List<CycleView> cycles) {
    public JobView {
        cycles = List.copyOf(cycles);
    }
}
