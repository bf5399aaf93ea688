package dev.kintsugi.core.replay;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Prices;
import java.util.OptionalInt;

/**
 * Models that have said all they had to say. Who asks them is given what stands on record, for the first record of a turn
 * stands for ever; a question of which nothing is on record is one that was never asked.
 */
final class SilentModels implements ModelCatalog {
    @Override
    public CodingModel open(String spec, OptionalInt contextTokens) {
        return new Silent(spec);
    }

    private record Silent(String spec) implements CodingModel {
        @Override
        public ModelCard card() {
            return new ModelCard(spec, new Prices(0, 0, 0, 0), OptionalInt.empty(), true, "");
        }

        @Override
        public ModelAnswer ask(ModelRequest request) {
            return new ModelAnswer.Refused("no reply to question %d of the %s in cycle %d is on record"
                    .formatted(
                            request.turn().turn(),
                            request.turn().role().word(),
                            request.turn().cycle()));
        }
    }
}
