package dev.kintsugi.bench.engine;

/** The machines that are measured, as definitions. */
final class Machines {
    private static final int PASSES_COUNT = 40;
    /** States that {@link #SHORT} enters. */
    static final int SHORT_STATES = PASSES_COUNT + 1;

    /** Loops through two states until the history is full: 12,498 states entered. */
    static final String LOOP = machine("A", """
            "A":{"Type":"Pass","Next":"B"},
            "B":{"Type":"Choice","Choices":[{"Condition":false,"Next":"E"}],"Default":"A"},
            "E":{"Type":"Succeed"}""");

    /** The same loop with a computed output in each state. */
    static final String COMPUTING_LOOP = machine("A", """
            "A":{"Type":"Pass","Output":{"n":"{% $states.input.n + 1 %}"},"Next":"B"},
            "B":{"Type":"Choice","Choices":[{"Condition":"{% $states.input.n < 0 %}","Next":"E"}],"Default":"A"},
            "E":{"Type":"Succeed"}""");

    /** Forty Pass states in a loop with one Choice state. */
    static final String PASSES = machine(
            "A0",
            passes("\"Again\"")
                    + "\"Again\":{\"Type\":\"Choice\",\"Choices\":[{\"Condition\":false,\"Next\":\"E\"}],"
                    + "\"Default\":\"A0\"},\"E\":{\"Type\":\"Succeed\"}");

    /** Forty Pass states and the end. */
    static final String SHORT = machine("A0", passes("\"E\"") + "\"E\":{\"Type\":\"Succeed\"}");

    /** Waits longer than anybody measures. */
    static final String WAITING = machine("W", "\"W\":{\"Type\":\"Wait\",\"Seconds\":99999999,\"End\":true}");

    private Machines() {}

    private static String machine(String startAt, String states) {
        return "{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"" + startAt + "\",\"States\":{" + states + "}}";
    }

    private static String passes(String last) {
        StringBuilder states = new StringBuilder();
        for (int i = 0; i < PASSES_COUNT; i++) {
            String next = i + 1 < PASSES_COUNT ? "\"A" + (i + 1) + "\"" : last;
            states.append("\"A")
                    .append(i)
                    .append("\":{\"Type\":\"Pass\",\"Next\":")
                    .append(next)
                    .append("},");
        }
        return states.toString();
    }
}
