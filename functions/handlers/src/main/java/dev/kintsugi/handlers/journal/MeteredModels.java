package dev.kintsugi.handlers.journal;

import dev.kintsugi.core.model.CodingModel;
import dev.kintsugi.core.model.ModelAnswer;
import dev.kintsugi.core.model.ModelCard;
import dev.kintsugi.core.model.ModelCatalog;
import dev.kintsugi.core.model.ModelRequest;
import dev.kintsugi.core.model.Usage;
import java.util.OptionalInt;

/** Counts what every asked model used and cost, since it was last told. A function works on one call at a time. */
public final class MeteredModels implements ModelCatalog {
    private static final double MICRO_DOLLARS = 1_000_000;

    private final ModelCatalog catalog;
    private Usage used = Usage.NONE;
    private long spent;

    public MeteredModels(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public CodingModel open(String spec, OptionalInt contextTokens) {
        CodingModel model = catalog.open(spec, contextTokens);
        return new CodingModel() {
            @Override
            public ModelCard card() {
                return model.card();
            }

            @Override
            public ModelAnswer ask(ModelRequest request) {
                ModelAnswer answer = model.ask(request);
                count(answer);
                return answer;
            }
        };
    }

    @Override
    public int mostVisits() {
        return catalog.mostVisits();
    }

    private synchronized void count(ModelAnswer answer) {
        spent += answer.spentMicroDollars();
        if (answer instanceof ModelAnswer.Answered answered) {
            used = used.plus(answered.exchange().reply().usage());
        }
    }

    /** Puts what was used into the line, and begins anew. */
    public synchronized void tell(Line line) {
        if (spent > 0 || !used.equals(Usage.NONE)) {
            line.counting(Metric.INPUT_TOKENS, (double) used.prompt())
                    .counting(Metric.OUTPUT_TOKENS, (double) used.output())
                    .counting(Metric.COST, spent / MICRO_DOLLARS);
        }
        used = Usage.NONE;
        spent = 0;
    }
}
