package dev.kintsugi.bench.edit;

import java.util.List;

/**
 * A damaged edit and what must become of it.
 *
 * @param before the file's text
 * @param expected the texts that are right; the text before is among them when refusing is right
 * @param mustApply whether leaving the file alone counts as refused rather than as right
 */
record Case(
        String path, String before, List<String> find, List<String> replace, List<String> expected, boolean mustApply) {
    static Case repairable(GoodEdit edit, List<String> find, List<String> replace) {
        return new Case(
                GoodEdit.PATH, GoodEdit.text(edit.file()), find, replace, List.of(GoodEdit.text(edit.after())), true);
    }

    /** A case that must leave the file alone. */
    static Case untouchable(GoodEdit edit, List<String> file) {
        String before = GoodEdit.text(file);
        return new Case(GoodEdit.PATH, before, edit.find(), edit.replace(), List.of(before), false);
    }

    Case or(List<String> alsoRight) {
        List<String> all = new java.util.ArrayList<>(expected);
        all.add(GoodEdit.text(alsoRight));
        return new Case(path, before, find, replace, all, mustApply);
    }
}
