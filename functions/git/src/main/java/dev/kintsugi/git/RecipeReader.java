package dev.kintsugi.git;

import dev.kintsugi.core.workspace.ByteDelta;
import dev.kintsugi.core.workspace.CommitId;
import dev.kintsugi.core.workspace.EntryKind;
import dev.kintsugi.core.workspace.PushIntent;
import dev.kintsugi.core.workspace.Recipe;
import dev.kintsugi.core.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Makes a commit's tree again from the trees of its parents. Whether it is the one that was promised is for its id to
 * say; a recipe that is damaged, or another's, makes another tree or none, and nothing names that.
 */
final class RecipeReader {
    private static final byte[] NOTHING = {};

    private final ObjectReader reader;
    private final ObjectStore store;

    private RecipeReader(ObjectReader reader, ObjectStore store) {
        this.reader = reader;
        this.store = store;
    }

    /** Makes the tree of an intent's commit, as far as its recipe and its parents allow. */
    static void make(ObjectStore store, PushIntent intent) throws IOException {
        List<CommitId> parents = intent.facts().parents();
        Optional<List<Recipe.Step>> steps = intent.recipe().steps();
        if (steps.isEmpty()
                || parents.isEmpty()
                || !store.has(ObjectId.fromString(parents.getFirst().hex()))) {
            return;
        }
        try (ObjectReader reader = store.reader()) {
            ObjectId parent = ObjectId.fromString(parents.getFirst().hex());
            DraftFolder root = new DraftFolder(
                    reader, store, ObjectStore.commit(reader, parent).tree());
            new RecipeReader(reader, store).follow(root, steps.get());
        }
    }

    private boolean follow(DraftFolder root, List<Recipe.Step> steps) throws IOException {
        for (Recipe.Step step : steps) {
            Optional<String> raw = PathText.raw(step.path());
            if (raw.isEmpty() || !done(root, raw.get().split("/", -1), step)) {
                return false;
            }
        }
        root.written();
        return true;
    }

    private boolean done(DraftFolder root, String[] names, Recipe.Step step) throws IOException {
        DraftFolder folder = root;
        for (int i = 0; i < names.length - 1; i++) {
            TreeEntry entry = folder.entry(names[i]);
            if (entry != null && !entry.isFolder()) {
                return false;
            }
            folder = folder.enter(names[i]);
        }
        String name = names[names.length - 1];
        return switch (step) {
            case Recipe.Step.Remove remove -> {
                folder.remove(name);
                yield true;
            }
            case Recipe.Step.Take take -> {
                TreeEntry entry = new TreeEntry(take.mode(), name, ObjectId.fromString(take.id()));
                boolean here = entry.kind() == EntryKind.SUBMODULE || reader.has(entry.id());
                if (here) {
                    folder.put(entry);
                }
                yield here;
            }
            case Recipe.Step.Write write -> {
                Optional<byte[]> content = content(write);
                if (content.isPresent()) {
                    ObjectId id = store.insert(Constants.OBJ_BLOB, content.get());
                    folder.put(new TreeEntry(write.mode(), name, id));
                }
                yield content.isPresent();
            }
        };
    }

    private Optional<byte[]> content(Recipe.Step.Write write) throws IOException {
        byte[] base = NOTHING;
        if (write.base().isPresent()) {
            ObjectId id = ObjectId.fromString(write.base().get());
            if (!reader.has(id)) {
                return Optional.empty();
            }
            base = ObjectStore.blob(reader, id, Workspace.MAXIMUM_FILE_BYTES).orElse(NOTHING);
        }
        return ByteDelta.apply(base, write.delta().bytes(), Workspace.MAXIMUM_FILE_BYTES);
    }
}
