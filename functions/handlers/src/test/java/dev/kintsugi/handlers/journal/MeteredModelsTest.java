package dev.kintsugi.handlers.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.Exchange;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Passage;
import dev.kintsugi.core.model.Prices;
import dev.kintsugi.core.model.Reply;
import dev.kintsugi.core.model.Role;
import dev.kintsugi.core.model.StopReason;
import dev.kintsugi.core.model.Toolbox;
import dev.kintsugi.core.model.Turn;
import dev.kintsugi.core.model.Usage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MeteredModelsTest {
    private static final ModelCard CARD =
            new ModelCard("m", new Prices(1, 1, 1, 1), OptionalInt.empty(), false, "a price of a test");
    private static final ModelRequest QUESTION = ModelRequest.of(
            Turn.first("t", Role.CODER), List.of(), List.of(Passage.needed("q", "what?")), Toolbox.NONE);

    private final Deque<ModelAnswer> answers = new ArrayDeque<>();
    private final MeteredModels metered = new MeteredModels(new ModelCatalog() {
        @Override
        public CodingModel open(String spec, OptionalInt contextTokens) {
            return new CodingModel() {
                @Override
                public ModelCard card() {
                    return CARD;
                }

                @Override
                public ModelAnswer ask(ModelRequest request) {
                    return answers.remove();
                }
            };
        }

        @Override
        public int mostVisits() {
            return 3;
        }
    });

    private JsonNode told() throws Exception {
        Line line = Line.about("Execute");
        metered.tell(line);
        return new ObjectMapper().readTree(line.json("team", Instant.EPOCH));
    }

    private ModelAnswer ask(ModelAnswer answer) {
        answers.add(answer);
        CodingModel model = metered.open("m", OptionalInt.empty());
        assertThat(model.card()).isEqualTo(CARD);
        return model.ask(QUESTION);
    }

    private static ModelAnswer answered(long input, long output, long cost) {
        Reply reply = new Reply("so", List.of(), StopReason.END_TURN, new Usage(input, output, 0, 0, true));
        return new ModelAnswer.Answered(new Exchange(QUESTION.turn(), "m", "hash", reply, cost, 1, false, List.of()));
    }

    @Test
    void tokens_and_money_of_all_calls_stand_in_one_line_and_the_next_line_begins_anew() throws Exception {
        ask(answered(100, 10, 2_000_000));
        ask(answered(50, 5, 500_000));

        JsonNode line = told();

        assertThat(line.path(Metric.INPUT_TOKENS.word()).asDouble()).isEqualTo(150);
        assertThat(line.path(Metric.OUTPUT_TOKENS.word()).asDouble()).isEqualTo(15);
        assertThat(line.path(Metric.COST.word()).asDouble()).isEqualTo(2.5);
        assertThat(told().has(Metric.COST.word())).isFalse();
    }

    @Test
    void a_lost_reply_costs_and_a_refused_one_does_not() throws Exception {
        ask(new ModelAnswer.Refused("no such model"));
        assertThat(told().has(Metric.COST.word())).isFalse();

        ask(new ModelAnswer.Lost("the line was cut", 750_000));
        assertThat(told().path(Metric.COST.word()).asDouble()).isEqualTo(0.75);
    }

    @Test
    void how_patient_it_is_stays_the_catalog_s_to_say() {
        assertThat(metered.mostVisits()).isEqualTo(3);
    }
}
