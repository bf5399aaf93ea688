package dev.kintsugi.bench.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The ways in which a good edit goes bad on its way from a coder to a file; empty where one does not fit the edit. */
@SuppressWarnings("ImmutableEnumChecker") // Each way is a lambda without state.
enum Damage {
    NONE((edit, random) -> Optional.of(Case.repairable(edit, edit.find(), edit.replace()))),
    TRAILING_BLANKS_IN_REPLY((edit, random) -> {
        List<String> find = new ArrayList<>(edit.find());
        find.replaceAll(line -> random.nextBoolean() ? line + " ".repeat(1 + random.nextInt(3)) : line);
        return Optional.of(Case.repairable(edit, find, edit.replace()));
    }),
    TRAILING_BLANKS_IN_FILE((edit, random) -> {
        List<String> file = new ArrayList<>(edit.file());
        for (int i = 0; i < edit.head(); i++) {
            file.set(edit.from() + i, file.get(edit.from() + i) + "  ");
        }
        List<String> after = new ArrayList<>(edit.in(file).after());
        for (int i = 0; i < edit.head(); i++) {
            after.set(edit.from() + i, file.get(edit.from() + i));
        }
        return Optional.of(new Case(
                GoodEdit.PATH, GoodEdit.text(file), edit.find(), edit.replace(), List.of(GoodEdit.text(after)), true));
    }),
    CARRIAGE_RETURNS((edit, random) -> Optional.of(new Case(
            GoodEdit.PATH,
            GoodEdit.text(edit.file()).replace("\n", "\r\n"),
            edit.find(),
            edit.replace(),
            List.of(GoodEdit.text(edit.after()).replace("\n", "\r\n")),
            true))),
    INDENTATION_LOST((edit, random) -> {
        int common = Spoils.common(edit);
        return common < 2
                ? Optional.empty()
                : Optional.of(mapped(edit, line -> line.length() < common ? line : line.substring(common)));
    }),
    INDENTATION_ADDED((edit, random) -> {
        String more = " ".repeat(2 + 2 * random.nextInt(2));
        return Spoils.tabbed(edit)
                ? Optional.empty()
                : Optional.of(mapped(edit, line -> line.isBlank() ? line : more + line));
    }),
    INDENTATION_HALVED((edit, random) -> {
        boolean fours = Spoils.all(edit, line -> GoodEdit.indentOf(line).length() % 4 == 0) && Spoils.common(edit) >= 4;
        return !fours || Spoils.tabbed(edit)
                ? Optional.empty()
                : Optional.of(mapped(
                        edit, line -> line.substring(GoodEdit.indentOf(line).length() / 2)));
    }),
    TABS_IN_REPLY((edit, random) -> {
        boolean fours = Spoils.all(edit, line -> GoodEdit.indentOf(line).length() % 4 == 0) && Spoils.common(edit) >= 4;
        return !fours || Spoils.tabbed(edit)
                ? Optional.empty()
                : Optional.of(mapped(
                        edit, line -> "\t".repeat(GoodEdit.indentOf(line).length() / 4) + line.stripLeading()));
    }),
    TABS_IN_FILE((edit, random) -> {
        UnaryOperator<String> tabs = line -> {
            int width = GoodEdit.indentOf(line).length();
            return "\t".repeat(width / 4) + " ".repeat(width % 4) + line.stripLeading();
        };
        boolean fours = Spoils.all(edit, line -> GoodEdit.indentOf(line).length() % 4 == 0) && Spoils.common(edit) >= 4;
        if (!fours || Spoils.tabbed(edit)) {
            return Optional.empty();
        }
        return Optional.of(new Case(
                GoodEdit.PATH,
                GoodEdit.text(edit.file().stream().map(tabs).toList()),
                edit.find(),
                edit.replace(),
                List.of(GoodEdit.text(edit.after().stream().map(tabs).toList())),
                true));
    }),
    BLANKS_DOUBLED((edit, random) -> {
        List<String> find = new ArrayList<>(edit.find());
        int at = random.nextInt(find.size());
        String body = find.get(at).stripLeading();
        if (body.indexOf(' ') < 0) {
            return Optional.empty();
        }
        find.set(at, GoodEdit.indentOf(find.get(at)) + body.replaceFirst(" ", "  "));
        return Optional.of(Case.repairable(edit, find, edit.replace()));
    }),
    BLANK_LINES_DROPPED((edit, random) -> {
        UnaryOperator<List<String>> solid =
                lines -> lines.stream().filter(line -> !line.isBlank()).toList();
        boolean contextOnly = edit.find().subList(edit.head(), edit.find().size() - edit.tail()).stream()
                .noneMatch(String::isBlank);
        return edit.find().stream().anyMatch(String::isBlank) && contextOnly
                ? Optional.of(Case.repairable(edit, solid.apply(edit.find()), solid.apply(edit.replace())))
                : Optional.empty();
    }),
    QUOTES_TYPESET((edit, random) -> {
        boolean quoted = edit.find().stream().anyMatch(line -> line.indexOf('"') >= 0 || line.indexOf('\'') >= 0);
        return quoted
                ? Optional.of(mapped(
                        edit,
                        line -> line.replace('"', '\u201d')
                                .replace('\'', '\u2019')
                                .replace(" - ", " \u2013 ")))
                : Optional.empty();
    }),
    LINE_MISSING_IN_BOTH((edit, random) -> {
        int at = Spoils.interiorContext(edit, random);
        return at < 0 || Spoils.isBesideTheChange(edit, at)
                ? Optional.empty()
                : Optional.of(Case.repairable(edit, Spoils.without(edit.find(), at), Spoils.withoutSame(edit, at)));
    }),
    LINE_MISSING_IN_FIND((edit, random) -> {
        int at = Spoils.interiorContext(edit, random);
        return at < 0
                ? Optional.empty()
                : Optional.of(Case.repairable(edit, Spoils.without(edit.find(), at), edit.replace()));
    }),
    CONTEXT_MISTYPED_IN_FIND((edit, random) -> {
        int at = Spoils.context(edit, random);
        return Spoils.mistyped(edit.find(), at, random).map(find -> Case.repairable(edit, find, edit.replace()));
    }),
    CONTEXT_MISTYPED_IN_BOTH((edit, random) -> {
        int at = Spoils.context(edit, random);
        return Spoils.mistyped(edit.find(), at, random).map(find -> {
            List<String> replace = new ArrayList<>(edit.replace());
            replace.set(at < edit.head() ? at : replace.size() - (find.size() - at), find.get(at));
            return Case.repairable(edit, find, replace);
        });
    }),
    CHANGED_LINE_MISTYPED((edit, random) -> {
        int at = edit.head() + random.nextInt(edit.find().size() - edit.head() - edit.tail());
        return Spoils.mistyped(edit.find(), at, random).map(find -> Case.repairable(edit, find, edit.replace()));
    }),
    ELISION((edit, random) -> {
        int last = edit.find().size() - 1;
        if (edit.head() < 3 && edit.tail() < 3) {
            return Optional.empty();
        }
        int at = edit.head() >= 3 ? 1 : last - 1;
        int inReplace = edit.head() >= 3 ? 1 : edit.replace().size() - 2;
        String dots =
                GoodEdit.indentOf(edit.find().get(at)) + (random.nextBoolean() ? "..." : "// ... existing code ...");
        List<String> find = new ArrayList<>(edit.find());
        List<String> replace = new ArrayList<>(edit.replace());
        find.set(at, dots);
        replace.set(inReplace, dots);
        return Optional.of(Case.repairable(edit, find, replace));
    }),
    FILE_NAME_IN_OTHER_CASE((edit, random) -> {
        Case good = Case.repairable(edit, edit.find(), edit.replace());
        return Optional.of(new Case(
                GoodEdit.PATH.toLowerCase(Locale.ROOT),
                good.before(),
                good.find(),
                good.replace(),
                good.expected(),
                true));
    }),
    AMBIGUOUS((edit, random) -> {
        List<String> file = Spoils.copied(edit, edit.find(), random);
        return Optional.of(Case.untouchable(edit, file));
    }),
    AMBIGUOUS_AFTER_DAMAGE((edit, random) -> {
        List<String> shifted = edit.find().stream()
                .map(line -> line.isBlank() ? line : "      " + line)
                .toList();
        List<String> file = Spoils.copied(edit, shifted, random);
        List<String> find = edit.find().stream()
                .map(line -> line.isBlank() ? line : "   " + line)
                .toList();
        Case left = Case.untouchable(edit, file);
        return Optional.of(new Case(GoodEdit.PATH, left.before(), find, edit.replace(), left.expected(), false));
    }),
    NEAR_COPY_AND_TYPO((edit, random) -> {
        List<String> near = new ArrayList<>(edit.find());
        int other = random.nextInt(near.size());
        near.set(other, GoodEdit.otherWord(near.get(other), random));
        List<String> file = Spoils.copied(edit, near, random);
        boolean before =
                file.subList(edit.from(), edit.from() + edit.find().size()).equals(edit.find());
        if (!before) {
            return Optional.empty();
        }
        return Spoils.mistyped(edit.find(), random.nextInt(near.size()), random)
                .map(find -> new Case(
                                GoodEdit.PATH,
                                GoodEdit.text(file),
                                find,
                                edit.replace(),
                                List.of(GoodEdit.text(file)),
                                false)
                        .or(edit.in(file).after()));
    }),
    ONLY_A_NEAR_COPY_LEFT((edit, random) -> {
        List<String> file = new ArrayList<>(edit.file());
        int at = edit.from() + random.nextInt(edit.find().size());
        file.set(at, Spoils.similarWord(file.get(at), random));
        return file.equals(edit.file())
                        || at < edit.from() + edit.head()
                        || at >= edit.from() + edit.find().size() - edit.tail()
                ? Optional.empty()
                : Optional.of(Case.untouchable(edit, file)).filter(one -> Spoils.isDestroyed(edit, file, at));
    }),
    STALE_CHANGED_LINE((edit, random) -> {
        List<String> file = new ArrayList<>(edit.file());
        int at = Spoils.firstGone(edit);
        if (at < 0) {
            return Optional.empty();
        }
        file.set(at, GoodEdit.otherWord(file.get(at), random));
        return Optional.of(Case.untouchable(edit, file));
    }),
    STALE_VALUE((edit, random) -> {
        List<String> file = new ArrayList<>(edit.file());
        int at = Spoils.firstGone(edit);
        if (at < 0) {
            return Optional.empty();
        }
        String line = file.get(at);
        String other = line.chars().anyMatch(Character::isDigit)
                ? line.replaceFirst("(\\d)", "$19")
                : line.contains("==")
                        ? line.replaceFirst("==", "!=")
                        : line.replaceFirst("\\b([A-Za-z]{3,})\\b", "$1s");
        if (other.equals(line)) {
            return Optional.empty();
        }
        file.set(at, other);
        return Optional.of(Case.untouchable(edit, file));
    }),
    STALE_LINE_ADDED_AMONG_GONE((edit, random) -> {
        int at = Spoils.firstGone(edit);
        boolean two = at >= 0 && edit.replace().size() == edit.find().size() - 2;
        if (!two) {
            return Optional.empty();
        }
        List<String> file = new ArrayList<>(edit.file());
        file.add(at + 1, GoodEdit.indentOf(file.get(at)) + "somebodyElses(work);");
        return Optional.of(Case.untouchable(edit, file));
    }),
    LINE_MISSING_BESIDE_THE_CHANGE((edit, random) -> {
        int at = Spoils.interiorContext(edit, random);
        return at < 0 || !Spoils.isBesideTheChange(edit, at)
                ? Optional.empty()
                : Optional.of(new Case(
                                GoodEdit.PATH,
                                GoodEdit.text(edit.file()),
                                Spoils.without(edit.find(), at),
                                Spoils.withoutSame(edit, at),
                                List.of(GoodEdit.text(edit.file())),
                                false)
                        .or(edit.after()));
    }),
    CONTEXT_NAME_WRONG((edit, random) -> {
        int at = Spoils.context(edit, random);
        List<String> find = new ArrayList<>(edit.find());
        find.set(at, GoodEdit.otherWord(find.get(at), random));
        return Optional.of(new Case(
                        GoodEdit.PATH,
                        GoodEdit.text(edit.file()),
                        find,
                        edit.replace(),
                        List.of(GoodEdit.text(edit.file())),
                        false)
                .or(edit.after()));
    }),
    STALE_CONTEXT_CHANGED((edit, random) -> {
        List<String> file = new ArrayList<>(edit.file());
        int at = edit.from() + Spoils.context(edit, random);
        file.set(at, GoodEdit.otherWord(file.get(at), random));
        List<String> merged = new ArrayList<>(edit.after());
        int moved = at < edit.from() + edit.head()
                ? at
                : at + edit.replace().size() - edit.find().size();
        merged.set(moved, file.get(at));
        return Optional.of(Case.untouchable(edit, file).or(merged));
    }),
    GONE((edit, random) -> {
        List<String> file = new ArrayList<>(edit.file());
        file.subList(edit.from(), edit.from() + edit.find().size()).clear();
        return Optional.of(Case.untouchable(edit, file));
    }),
    ALREADY_APPLIED((edit, random) -> Optional.of(Case.untouchable(edit, edit.after())));

    private interface Way {
        Optional<Case> damaged(GoodEdit edit, Random random);
    }

    private final Way way;

    Damage(Way way) {
        this.way = way;
    }

    Optional<Case> of(GoodEdit edit, Random random) {
        return way.damaged(edit, random);
    }

    private static Case mapped(GoodEdit edit, UnaryOperator<String> change) {
        return Case.repairable(
                edit,
                edit.find().stream().map(change).toList(),
                edit.replace().stream().map(change).toList());
    }
}
