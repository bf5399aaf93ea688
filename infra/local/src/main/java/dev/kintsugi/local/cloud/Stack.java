package dev.kintsugi.local.cloud;

import dev.kintsugi.engine.EngineSettings;
import dev.kintsugi.local.template.MachineSettings;
import dev.kintsugi.local.template.Route;
import dev.kintsugi.local.template.Surroundings;
import dev.kintsugi.local.template.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The template and the machines as the build packed them into this jar: the files that are deployed, byte for byte. */
public final class Stack {
    /** Where a stack on this machine pretends to stand. */
    public static final Surroundings LOCAL =
            new Surroundings(EngineSettings.LOCAL.region(), EngineSettings.LOCAL.account(), "kintsugi");

    private static final String FOLDER = "/dev/kintsugi/local/stack/";

    private Stack() {}

    public static Template template() {
        return Template.read(packed("template.yaml"), LOCAL);
    }

    /** The machines of a template, with their definitions filled in. */
    public static List<MachineSettings> machines(Template template) {
        return template.machines(Stack::file);
    }

    /** The routes of the API, from the document that the template includes. */
    public static List<Route> routes(Template template) {
        return template.routes(Stack::file);
    }

    /** A file that the template names, from wherever it stands beside it. */
    public static String file(String name) {
        return packed(name.substring(name.lastIndexOf('/') + 1));
    }

    private static String packed(String name) {
        try (InputStream in = Stack.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the build did not pack " + name + " into this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
