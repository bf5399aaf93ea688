package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kintsugi.core.path.RepositoryPath;
import dev.kintsugi.core.workspace.InMemoryObjects.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A workspace without git and disk, which passes the same contract and gives the same ids. It keeps to small
 * repositories of text: renames are seen when the content stayed, and where history crossed one base is taken.
 */
public final class InMemoryWorkspace implements Workspace {
    private final InMemoryRepository remote;
    private final InMemoryObjects made = new InMemoryObjects();
    private final InMemoryHistory history = new InMemoryHistory(this::facts);

    InMemoryWorkspace(InMemoryRepository remote) {
        this.remote = remote;
    }

    private Optional<CommitFacts> facts(CommitId commit) {
        return made.commit(commit).or(() -> remote.objects.commit(commit));
    }

    private CommitFacts commitAt(CommitId commit) {
        return facts(commit).orElseThrow(() -> missing(commit.hex()));
    }

    private Optional<NavigableMap<String, Entry>> find(TreeId tree) {
        return made.tree(tree).or(() -> remote.objects.tree(tree));
    }

    private NavigableMap<String, Entry> files(TreeId tree) {
        return find(tree).orElseThrow(() -> missing(tree.hex()));
    }

    private NavigableMap<String, Entry> files(CommitId commit) {
        return files(commitAt(commit).tree());
    }

    private static WorkspaceFault missing(String id) {
        return new WorkspaceFault.Lasting("the object " + id + " is not there", new IOException(id));
    }

    @Override
    public Resolution resolve(String base) {
        String name = base.isEmpty() ? InMemoryRepository.DEFAULT_BRANCH : base;
        Optional<CommitId> branch = remote.head(name);
        if (branch.isPresent()) {
            return new Resolution.Found(branch.get(), name);
        }
        if (CommitId.isCommitId(base)) {
            return remote.objects.commit(new CommitId(base)).isPresent()
                    ? new Resolution.Found(new CommitId(base), base)
                    : new Resolution.Unknown("There is no commit '" + base + "'");
        }
        return new Resolution.Unknown("There is no branch, tag or commit '" + base + "'; branches: "
                + String.join(", ", remote.branches.keySet()));
    }

    @Override
    public Optional<CommitId> head(Branch branch) {
        return remote.head(branch.name());
    }

    @Override
    public List<CommitId> fetch(Collection<CommitId> commits) {
        return commits.stream().filter(commit -> facts(commit).isEmpty()).toList();
    }

    @Override
    public TreeId treeOf(CommitId commit) {
        return commitAt(commit).tree();
    }

    @Override
    public List<CommitId> parentsOf(CommitId commit) {
        return commitAt(commit).parents();
    }

    @Override
    public Optional<CommitFacts> factsOf(CommitId commit) {
        return CommitFacts.read(commitAt(commit).content());
    }

    @Override
    public FileAt read(TreeId tree, String path) {
        if (!RepositoryPath.of(path).equals(Optional.of(path))) {
            return new FileAt.Unsafe();
        }
        NavigableMap<String, Entry> files = files(tree);
        Entry entry = files.get(path);
        if (entry == null) {
            boolean folder = files.keySet().stream().anyMatch(each -> each.startsWith(path + "/"));
            return folder ? new FileAt.NotAFile(EntryKind.FOLDER) : new FileAt.Missing();
        }
        if (entry.kind() == EntryKind.SYMLINK) {
            return new FileAt.NotAFile(EntryKind.SYMLINK);
        }
        return entry.content().length() > MAXIMUM_FILE_BYTES
                ? new FileAt.TooLarge(entry.content().length())
                : new FileAt.Found(entry.content(), entry.kind() == EntryKind.EXECUTABLE);
    }

    @Override
    public Listing list(TreeId tree, Predicate<String> wanted, int most) {
        List<Listing.Entry> entries = new ArrayList<>();
        files(tree).forEach((path, entry) -> {
            if (wanted.test(path)) {
                entries.add(new Listing.Entry(path, entry.kind()));
            }
        });
        boolean complete = entries.size() <= most;
        return new Listing(complete ? entries : entries.subList(0, most), complete);
    }

    @Override
    public SearchOutcome search(TreeId tree, SearchFor what) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(what.text(), what.regularExpression() ? 0 : Pattern.LITERAL);
        } catch (PatternSyntaxException broken) {
            return new SearchOutcome.Unusable("no regular expression: " + broken.getDescription());
        }
        List<SearchOutcome.Hit> hits = new ArrayList<>();
        files(tree).forEach((path, entry) -> {
            List<String> lines = what.wanted().test(path) ? InMemoryLines.of(entry.content()) : List.of();
            for (int line = 0; line < lines.size(); line++) {
                if (pattern.matcher(lines.get(line)).find()) {
                    hits.add(new SearchOutcome.Hit(
                            path, line + 1, lines.get(line).stripTrailing()));
                }
            }
        });
        boolean complete = hits.size() <= what.most();
        return new SearchOutcome.Hits(complete ? hits : hits.subList(0, what.most()), complete);
    }

    @Override
    public WriteOutcome write(TreeId tree, List<FileChange> changes) {
        NavigableMap<String, Entry> files = files(tree);
        for (FileChange change : changes) {
            Optional<String> refusal = InMemoryChanges.apply(files, change);
            if (refusal.isPresent()) {
                return new WriteOutcome.Refused(change.path(), refusal.get());
            }
        }
        return new WriteOutcome.Written(made.put(files));
    }

    @Override
    public CommitId commit(CommitFacts facts) {
        return made.put(facts);
    }

    @Override
    public MergeOutcome merge(CommitId base, CommitId ours, CommitId theirs) {
        NavigableMap<String, Entry> merged = new TreeMap<>(InMemoryObjects.GIT_ORDER);
        List<MergeConflict> conflicts = InMemoryChanges.merge(
                files(base),
                files(ours),
                files(theirs),
                List.of(
                        "ours " + ours.hex().substring(0, 12),
                        "theirs " + theirs.hex().substring(0, 12)),
                merged);
        TreeId tree = made.put(merged);
        return conflicts.isEmpty() ? new MergeOutcome.Clean(tree) : new MergeOutcome.Conflicting(tree, conflicts);
    }

    @Override
    public MergeOutcome merge(CommitId ours, CommitId theirs) {
        CommitId nothing = made.put(Given.facts(made.put(new TreeMap<>(InMemoryObjects.GIT_ORDER)), "nothing"));
        return merge(mergeBase(ours, theirs).orElse(nothing), ours, theirs);
    }

    @Override
    public List<MergeConflict> unresolved(TreeId tree, List<MergeConflict> conflicts) {
        NavigableMap<String, Entry> files = files(tree);
        return conflicts.stream()
                .filter(conflict -> {
                    Entry entry = files.get(conflict.path());
                    boolean marked = entry != null
                            && InMemoryLines.of(entry.content()).stream()
                                    .anyMatch(line -> line.startsWith(MergeConflict.OUR_MARKER)
                                            || line.startsWith(MergeConflict.THEIR_MARKER));
                    return marked || conflict.beside().map(files::containsKey).orElse(false);
                })
                .toList();
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
        return history.mergeBase(one, other);
    }

    @Override
    public boolean contains(CommitId head, CommitId commit) {
        return history.ancestors(head).contains(commit);
    }

    @Override
    public Drift drift(CommitId recorded, Optional<CommitId> actual) {
        return history.drift(recorded, actual);
    }

    @Override
    public Survival survives(CommitId base, List<CommitId> commits, CommitId now) {
        CommitId last = commits.isEmpty() ? base : commits.getLast();
        return new Survival(
                commits.stream().filter(commit -> !contains(now, commit)).toList(),
                InMemoryChanges.survivals(files(base), files(last), files(now)));
    }

    @Override
    public List<FileDelta> changedFiles(TreeId from, TreeId to) {
        return InMemoryChanges.deltas(files(from), files(to));
    }

    @Override
    public DiffText diff(TreeId from, TreeId to, int mostCharacters) {
        return InMemoryChanges.diff(files(from), files(to), mostCharacters);
    }

    @Override
    public PushOutcome begin(Branch branch, CommitId at) {
        Optional<PushOutcome> before = withoutPush(branch, Optional.empty(), at);
        if (before.isPresent()) {
            return before.get();
        }
        if (remote.objects.commit(at).isEmpty()) {
            return new PushOutcome.NotMade(List.of(at.hex()));
        }
        return remote.move(branch.name(), Optional.empty(), at)
                ? new PushOutcome.Accepted()
                : withoutPush(branch, Optional.empty(), at).orElseThrow();
    }

    @Override
    public PushOutcome push(PushIntent intent) {
        Optional<PushOutcome> before = withoutPush(intent);
        if (before.isPresent()) {
            return before.get();
        }
        CommitFacts facts = intent.facts();
        if (!facts.id().equals(intent.commit())) {
            throw new IllegalStateException("The intent for " + intent.branch() + " names commit " + intent.commit()
                    + ", its facts make " + facts.id());
        }
        if (find(facts.tree()).isEmpty() && !isMade(intent)) {
            return new PushOutcome.NotMade(List.of(facts.tree().hex()));
        }
        made.put(facts);
        if (intent.expected().isPresent()
                && !contains(intent.commit(), intent.expected().get())) {
            return new PushOutcome.Declined("the commit " + intent.commit() + " does not contain "
                    + intent.expected().get() + ", where " + intent.branch() + " is: it would have to be forced");
        }
        history.ancestors(intent.commit()).forEach(this::give);
        return remote.move(intent.branch().name(), intent.expected(), intent.commit())
                ? new PushOutcome.Accepted()
                : withoutPush(intent).orElseThrow();
    }

    @Override
    public Recipe recipe(CommitFacts facts) {
        return facts.parents().isEmpty()
                ? Recipe.none()
                : Recipe.of(InMemoryRecipe.steps(files(facts.parents().getFirst()), files(facts.tree())));
    }

    private boolean isMade(PushIntent intent) {
        Optional<CommitFacts> parent =
                intent.facts().parents().stream().findFirst().flatMap(this::facts);
        return parent.isPresent()
                && InMemoryRecipe.follow(intent.recipe(), files(parent.get().tree()))
                        .map(made::put)
                        .filter(intent.facts().tree()::equals)
                        .isPresent();
    }

    private void give(CommitId commit) {
        made.commit(commit).ifPresent(facts -> {
            find(facts.tree()).ifPresent(remote.objects::put);
            remote.objects.put(facts);
        });
    }

    private Optional<PushOutcome> withoutPush(PushIntent intent) {
        return withoutPush(intent.branch(), intent.expected(), intent.commit());
    }

    private Optional<PushOutcome> withoutPush(Branch branch, Optional<CommitId> expected, CommitId commit) {
        Optional<CommitId> actual = head(branch);
        if (actual.equals(expected)) {
            return Optional.empty();
        }
        if (actual.isEmpty()) {
            return Optional.of(new PushOutcome.Moved(actual));
        }
        if (actual.get().equals(commit)) {
            return Optional.of(new PushOutcome.AlreadyThere());
        }
        return Optional.of(
                contains(actual.get(), commit)
                        ? new PushOutcome.Reachable(actual.get())
                        : new PushOutcome.Moved(actual));
    }

    @Override
    public CheckedOut checkOut(CommitId commit, Path folder) {
        NavigableMap<String, Entry> files = files(commit);
        files.forEach((path, entry) -> {
            try {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                if (entry.kind() == EntryKind.SYMLINK) {
                    Files.createSymbolicLink(
                            file, Path.of(new String(entry.content().bytes(), UTF_8)));
                } else {
                    Files.write(file, entry.content().bytes());
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        return new CheckedOut(files.size(), List.of());
    }

    /** Nothing: memory is all there is. */
    @Override
    public void keep(CommitId commit) {}

    /** No tar here: each file's path and length, and its bytes. */
    @Override
    public CheckedOut archive(CommitId commit, OutputStream to) {
        NavigableMap<String, Entry> files = files(commit);
        files.forEach((path, entry) -> {
            try {
                to.write((path + " " + entry.content().length() + "\n").getBytes(UTF_8));
                to.write(entry.content().bytes());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        return new CheckedOut(files.size(), List.of());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
