package dev.kintsugi.engine.task;

import dev.kintsugi.engine.definition.KnownResources;
import dev.kintsugi.engine.definition.TaskResource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services that an engine can call: the one place where another is added. */
public final class Connectors implements KnownResources {
    private final List<Connector> all;

    public Connectors(List<Connector> all) {
        this.all = List.copyOf(all);
    }

    /** These and one more. */
    public Connectors with(Connector connector) {
        List<Connector> more = new ArrayList<>(all);
        more.add(connector);
        return new Connectors(more);
    }

    @Override
    public @Nullable TaskResource resource(String arn) {
        for (Connector connector : all) {
            TaskResource resource = connector.resource(arn);
            if (resource != null) {
                return resource;
            }
        }
        return null;
    }

    /** Who calls a resource that was found. */
    public Connector of(TaskResource resource) {
        for (Connector connector : all) {
            if (connector.resource(resource.arn()) != null) {
                return connector;
            }
        }
        throw new IllegalStateException("no connector for " + resource.arn());
    }
}
