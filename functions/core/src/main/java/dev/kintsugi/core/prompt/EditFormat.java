package dev.kintsugi.core.prompt;

/** How a coder writes its changes when it has no tools, in the words it is told. */
final class EditFormat {
    static final String BLOCKS = """
            # How to answer

            Write each change as a block:

            FILE: path/from/the/root.ext
            FIND:
            the lines to replace, copied from the file character by character
            REPLACE:
            the lines that take their place
            END

            - FIND must stand in the file exactly once: copy enough lines to be the only such place. If it may stand \
            there more often, say where: `FIND (near line 50):`.
            - An empty REPLACE deletes the lines. Several blocks may change one file; they apply in the order written.
            - A new file is written whole, in a fence under its path:

            FILE: path/of/new/file.ext
            ```
            the whole content
            ```

            - Keep indentation exactly. Never shorten with `...`. Words outside the blocks are not used: one or two \
            sentences are enough.
            - If nothing needs to be changed, write no block and one line that says why: `NOTHING TO DO: ...`.
            """;

    static final String WHOLE_FILES = """
            # How to answer

            Write the whole new content of every target file, each in a fence under its path, and nothing left out:

            FILE: path/from/the/root.ext
            ```
            the whole content
            ```

            A fence must be longer than any in the content.
            """;

    private EditFormat() {}
}
