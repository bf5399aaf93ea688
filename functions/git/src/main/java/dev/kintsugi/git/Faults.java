package dev.kintsugi.git;

import dev.kintsugi.core.workspace.WorkspaceFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.UnpackException;

/**
 * Sorts what went wrong below.
 *
 * <ul>
 *   <li>lasting: an object that is missing, corrupt, of another type, or too large to be a folder or a commit; a file or
 *       folder that may not be written
 *   <li>passing: everything else that is input or output: disk, lock, network
 * </ul>
 */
final class Faults {
    private final String where;

    Faults(String where) {
        this.where = where;
    }

    <T> T guard(String doing, Work<T> work) {
        try {
            return work.run();
        } catch (MissingObjectException missing) {
            throw lasting(doing, "the object " + missing.getObjectId().name() + " is not there", missing);
        } catch (CorruptObjectException | IncorrectObjectTypeException | UnpackException corrupt) {
            throw lasting(doing, said(corrupt), corrupt);
        } catch (LargeObjectException large) {
            throw lasting(doing, said(large), large);
        } catch (AccessDeniedException denied) {
            throw new WorkspaceFault.Lasting(sentence(doing, "no permission for " + denied.getFile()), denied);
        } catch (IOException failed) {
            throw new WorkspaceFault.Passing(sentence(doing, said(failed)), failed);
        }
    }

    private WorkspaceFault lasting(String doing, String why, Exception cause) {
        return new WorkspaceFault.Lasting(sentence(doing, why) + "; 'git fsck' in that repository tells more", cause);
    }

    private String sentence(String doing, String why) {
        return "Could not " + doing + " in " + where + ": " + why;
    }

    private static String said(Exception failed) {
        String message = failed.getMessage();
        String kind = failed instanceof FileSystemException ? failed.getClass().getSimpleName() + " " : "";
        return kind + (message == null ? failed.getClass().getSimpleName() : message);
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }
}
