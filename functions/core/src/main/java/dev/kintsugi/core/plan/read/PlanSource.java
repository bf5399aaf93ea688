package dev.kintsugi.core.plan.read;

import java.io.IOException;

/**
 * A file of a plan, its bytes fetched only when its turn comes.
 *
 * @param shown as the user named it
 * @param name its own name, without folders
 * @param inFolder whether it was found in a folder rather than named
 */
record PlanSource(String shown, String name, boolean inFolder, Content content) {
    interface Content {
        byte[] bytes() throws IOException;
    }
}
