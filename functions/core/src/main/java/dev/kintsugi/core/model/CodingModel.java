package dev.kintsugi.core.model;

/**
 * The one port through which Kintsugi talks to a model. Whatever the world does, the caller gets an answer: a fault of
 * the network, the server or the reply is one of {@link ModelAnswer}'s cases and never an exception.
 */
public interface CodingModel {
    /** What is known of this model before anything is sent; the first call may ask the server for its window. */
    ModelCard card();

    /** Asks once, waiting out passing overload and joining a reply that the output limit cut in pieces. */
    ModelAnswer ask(ModelRequest request);
}
