package dev.kintsugi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes valid machines from a seed: every state type, nested, with variables, that end for every input. What a machine
 * catches happens to it always, so that its result does not depend on anything else that goes wrong.
 */
final class RandomMachine {
    private static final int DEEPEST = 2;

    private final Random random;
    private int states;

    RandomMachine(long seed) {
        random = new Random(seed);
    }

    /** A definition with single quotes, for {@link EngineHarness#machine}. */
    String definition() {
        return "{'QueryLanguage':'JSONata'," + block(0) + "}";
    }

    private String block(int depth) {
        List<String> names = new ArrayList<>();
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            names.add("S" + ++states);
        }
        List<String> written = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            String next = i + 1 < length ? "'Next':'" + names.get(i + 1) + "'" : "'End':true";
            String name = names.get(i);
            String caughtAt = i + 1 < length ? names.get(i + 1) : name + "Caught";
            String state = state(name, next, i + 1 < length, depth, variables, caughtAt);
            written.add("'" + name + "':{" + state + "}");
            if (state.contains("'Next':'" + name + "Caught'")) {
                written.add("'" + caughtAt + "':{'Type':'Succeed'}");
            }
        }
        return "'StartAt':'" + names.getFirst() + "','States':{" + String.join(",", written) + "}";
    }

    private String state(String name, String next, boolean goesOn, int depth, List<String> variables, String caughtAt) {
        return switch (random.nextInt(depth < DEEPEST ? 11 : 5)) {
            case 0 -> "'Type':'Wait','Seconds':" + random.nextInt(100) + "," + next;
            case 1 ->
                goesOn
                        ? "'Type':'Choice','Choices':[{'Condition':'{% $contains($string($states.input), \\'a\\') %}',"
                                        .replace("\\'", "\\\"")
                                + next + ",'Output':'" + name + "'}],'Default'" + next.substring("'Next'".length())
                        : pass(name, next, variables);
            case 2 -> random.nextBoolean() ? task(next) : brokenTask(next, caughtAt);
            case 3 -> task(next);
            case 5, 6 -> parallel(next, depth);
            case 7 -> map(next, depth);
            case 8 -> failingParallel(name, next, depth, caughtAt);
            case 9 -> failingMap(name, next, depth, caughtAt);
            default -> pass(name, next, variables);
        };
    }

    private String pass(String name, String next, List<String> variables) {
        String seen = String.join(",", variables.stream().map(v -> "$" + v).toList());
        variables.add("v" + name);
        return "'Type':'Pass','Assign':{'v" + name
                + "':'{% $states.input %}'},'Output':'{% $hash($string([$states.input,[" + seen + "]]) & \\\"" + name
                + "\\\", \\\"MD5\\\") %}'," + next;
    }

    private String task(String next) {
        String retry = random.nextBoolean() ? "" : "'Retry':[{'ErrorEquals':['Flaky'],'MaxAttempts':1}],";
        return "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'work','Payload':"
                + "{'in':'{% $states.input %}'}},'Output':'{% $states.result.Payload %}'," + retry + next;
    }

    private String parallel(String next, int depth) {
        List<String> branches = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            branches.add("{" + block(depth + 1) + "}");
        }
        return "'Type':'Parallel','Branches':[" + String.join(",", branches) + "]," + next;
    }

    private static String caught(String error, String at) {
        return ",'Catch':[{'ErrorEquals':['" + error
                + "'],'Output':{'caught':'{% $states.errorOutput.Error %}','in':'{% $string($states.input) %}'},'Next':'"
                + at + "'}]";
    }

    private static String brokenTask(String next, String caughtAt) {
        return "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'broken'},"
                + "'Retry':[{'ErrorEquals':['Broken'],'MaxAttempts':1}]," + next + caught("Broken", caughtAt);
    }

    /** One branch comes to a Fail state, sooner or later. */
    private String failingParallel(String name, String next, int depth, String caughtAt) {
        String fails = "{'StartAt':'" + name + "Wait','States':{'" + name + "Wait':{'Type':'Wait','Seconds':"
                + random.nextInt(100) + ",'Next':'" + name + "Fail'},'" + name
                + "Fail':{'Type':'Fail','Error':'Stop" + name + "'}}}";
        return "'Type':'Parallel','Branches':[{" + block(depth + 1) + "}," + fails + "]," + next
                + caught("Stop" + name, caughtAt);
    }

    private static String failingMap(String name, String next, int depth, String caughtAt) {
        return "'Type':'Map','Items':[1,2,3],'MaxConcurrency':" + depth + ",'ItemProcessor':{'StartAt':'" + name
                + "Item','States':{'" + name
                + "Item':{'Type':'Choice','Choices':[{'Condition':'{% $states.input = 2 %}','Next':'" + name
                + "Fail'}],'Default':'" + name + "Wait'},'" + name + "Wait':{'Type':'Wait','Seconds':7,'End':true},'"
                + name + "Fail':{'Type':'Fail','Error':'{% \\\"Stop" + name + "\\\" %}'}}}," + next
                + caught("Stop" + name, caughtAt);
    }

    private String map(String next, int depth) {
        return "'Type':'Map','Items':[1,'{% $string($states.input) %}',3],'MaxConcurrency':" + random.nextInt(3)
                + ",'ItemSelector':{'i':'{% $states.context.Map.Item.Index %}','v':'{% $states.context.Map.Item.Value %}'},"
                + "'ItemProcessor':{" + block(depth + 1) + "}," + next;
    }
}
