package dev.kintsugi.core.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * How a commit's tree is made from the trees of its parents, packed to be kept beside an intent. A worker on another
 * machine has the parents, which the remote gives to everybody, but not the objects that a dead worker made; with this it
 * makes the same tree, whatever version of the code it runs, and the tree's id proves it. What a model wrote is kept once
 * more, as the difference to the file before; whatever a merge took from either side is only named. So a recipe is about
 * as large as the reply that it came from. One that would be larger than {@link #MAXIMUM_BYTES} is left empty: then the
 * tree is made from the recorded replies, as in a replay.
 */
public record Recipe(FileContent packed) {
    /** Largest recipe, in bytes: it stands on a job's head beside everything else. */
    public static final int MAXIMUM_BYTES = 256 * 1024;

    /** Most that the differences in one recipe are unpacked to, in bytes. */
    static final int MAXIMUM_UNPACKED_BYTES = 64 * 1024 * 1024;

    private static final Recipe NONE = new Recipe(FileContent.of(new byte[0]));
    private static final int ID_BYTES = 20;

    public Recipe {
        if (packed.length() > MAXIMUM_BYTES) {
            throw new IllegalArgumentException(
                    "A recipe has at most " + MAXIMUM_BYTES + " bytes, not " + packed.length());
        }
    }

    /** Nothing is known of how the tree is made. */
    public static Recipe none() {
        return NONE;
    }

    /** The steps, packed; empty when that is too large. */
    public static Recipe of(List<Step> steps) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            out.writeInt(steps.size());
            for (Step step : steps) {
                write(out, step);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return bytes.size() > MAXIMUM_BYTES ? NONE : new Recipe(FileContent.of(bytes.toByteArray()));
    }

    /** Whether nothing is known. */
    public boolean isNone() {
        return packed.length() == 0;
    }

    /** The steps, in order; nothing when none are known or they cannot be read. */
    public Optional<List<Step>> steps() {
        if (isNone()) {
            return Optional.empty();
        }
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(packed.bytes()))) {
            byte[] content = inflated.readNBytes(MAXIMUM_UNPACKED_BYTES);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
            int count = in.readInt();
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                steps.add(read(in));
            }
            return Optional.of(steps);
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static void write(DataOutputStream out, Step step) throws IOException {
        switch (step) {
            case Step.Remove remove -> {
                out.writeByte('r');
                write(out, remove.path().getBytes(UTF_8));
            }
            case Step.Take take -> {
                out.writeByte('t');
                write(out, take.path().getBytes(UTF_8));
                out.writeInt(take.mode());
                out.write(HexFormat.of().parseHex(take.id()));
            }
            case Step.Write put -> {
                out.writeByte('w');
                write(out, put.path().getBytes(UTF_8));
                out.writeInt(put.mode());
                out.write(HexFormat.of().parseHex(put.base().orElse("0".repeat(2 * ID_BYTES))));
                write(out, put.delta().bytes());
            }
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Step read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        String path = new String(bytes(in), UTF_8);
        return switch (kind) {
            case 'r' -> new Step.Remove(path);
            case 't' -> new Step.Take(path, in.readInt(), id(in));
            case 'w' -> {
                int mode = in.readInt();
                String base = id(in);
                Optional<String> named = base.chars().allMatch(c -> c == '0') ? Optional.empty() : Optional.of(base);
                yield new Step.Write(path, mode, named, FileContent.of(bytes(in)));
            }
            default -> throw new IOException("no step begins with " + kind);
        };
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a step ends early");
        }
        return in.readNBytes(length);
    }

    private static String id(DataInputStream in) throws IOException {
        byte[] id = in.readNBytes(ID_BYTES);
        if (id.length != ID_BYTES) {
            throw new IOException("a step ends early");
        }
        return HexFormat.of().formatHex(id);
    }

    /** One entry of the first parent's tree that becomes another. Modes are git's; ids are those of the parents' objects. */
    public sealed interface Step {
        /** The entry's place. */
        String path();

        /** It goes away; a folder with everything in it. */
        record Remove(String path) implements Step {}

        /** It becomes an object that a parent has: a file, a link, a whole folder, a submodule. */
        record Take(String path, int mode, String id) implements Step {
            public Take {
                ObjectName.check(id, "object id");
            }
        }

        /** It becomes a file that no parent has: a difference ({@link ByteDelta}) to one that a parent has, or to nothing. */
        record Write(String path, int mode, Optional<String> base, FileContent delta) implements Step {
            public Write {
                base.ifPresent(id -> ObjectName.check(id, "object id"));
            }
        }
    }
}
