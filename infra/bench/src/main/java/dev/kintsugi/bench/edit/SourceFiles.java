package dev.kintsugi.bench.edit;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Real source files to cut edits from: whatever lies below a folder, by default this repository itself. */
final class SourceFiles {
    private static final Set<String> ENDINGS = Set.of(
            ".java", ".py", ".js", ".ts", ".go", ".rs", ".c", ".h", ".rb", ".md", ".xml", ".json", ".yaml", ".yml",
            ".sh", ".pl", ".pm", ".css", ".html", ".sql", ".lua");
    private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");
    private static final int FEWEST_LINES = 40;
    private static final int MOST_BYTES = 200_000;
    private static final int MOST_FILES = 2_000;

    private SourceFiles() {}

    static List<List<String>> below(Path root) throws IOException {
        List<Path> paths = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                Path name = folder.getFileName();
                boolean skipped = name != null && SKIPPED.contains(name.toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.toString();
                boolean source = ENDINGS.stream().anyMatch(name::endsWith);
                if (source && attributes.size() < MOST_BYTES && attributes.isRegularFile()) {
                    paths.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
        List<List<String>> files = new ArrayList<>();
        for (Path path : paths.stream().sorted().toList()) {
            List<String> lines = linesOf(path);
            if (lines.size() >= FEWEST_LINES && files.size() < MOST_FILES) {
                files.add(lines);
            }
        }
        return files;
    }

    private static List<String> linesOf(Path path) throws IOException {
        try {
            return Files.readAllLines(path);
        } catch (MalformedInputException notText) {
            return List.of();
        }
    }
}
