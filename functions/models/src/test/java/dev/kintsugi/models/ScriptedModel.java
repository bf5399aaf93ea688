package dev.kintsugi.models;

import dev.kintsugi.core.model.CodingModel;
import java.util.List;

/** An adapter under test and the world behind it, which does as it is told. */
interface ScriptedModel extends AutoCloseable {
    /** Whether this world can do such a thing at all. */
    boolean plays(Says says);

    /** What is done with the next calls; the last thing again and again. */
    void script(List<Says> script);

    /** The model, with all the care that is around it in production and no real waiting. */
    CodingModel model();

    /** How many calls reached the world. */
    int calls();

    /** All that the world was sent, as text. */
    String sent();

    @Override
    void close();
}
