package dev.kintsugi.engine.execution;

import dev.kintsugi.engine.definition.StatesBlock;
import dev.kintsugi.engine.jsonata.Document;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of states that is being gone through: the execution's own, a branch of a Parallel state or an iteration of
 * a Map state. At any time it has not started, is in a state, or is done.
 */
final class Flow {
    final int id;
    final StatesBlock block;
    final @Nullable Visit parent;
    /** Its place among the branches or iterations of its parent. */
    final int index;

    private final Map<String, Document> variables = new HashMap<>();

    /** The state it is in. */
    @Nullable
    Visit visit;
    /** The state that it goes to next, between leaving one and entering another. */
    @Nullable
    String next;
    /** The output of the last state that it left. */
    Document output = Document.EMPTY;
    /** The event that its next event follows. */
    long last;

    boolean started;
    boolean done;

    Flow(int id, StatesBlock block, @Nullable Visit parent, int index) {
        this.id = id;
        this.block = block;
        this.parent = parent;
        this.index = index;
    }

    /** A variable of its own or of the flows around it. */
    @Nullable
    Document variable(String name) {
        for (Flow flow = this; flow != null; flow = flow.outer()) {
            Document value = flow.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable Flow outer() {
        return parent == null ? null : parent.flow;
    }

    /** Assigns variables and tells by how many bytes they grew. */
    long assign(Map<String, Document> assigned) {
        long before = variableBytes();
        variables.putAll(assigned);
        return variableBytes() - before;
    }

    /** By how many bytes its variables would grow. */
    long growth(Map<String, Document> assigned) {
        long growth = 0;
        for (Map.Entry<String, Document> variable : assigned.entrySet()) {
            Document replaced = variables.get(variable.getKey());
            growth += variable.getValue().bytes() - (replaced == null ? 0 : replaced.bytes());
        }
        return growth;
    }

    /** Bytes of its own variables. */
    long variableBytes() {
        return variables.values().stream().mapToLong(Document::bytes).sum();
    }

    boolean isIn(Visit other) {
        return other.equals(visit);
    }
}
