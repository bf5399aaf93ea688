package dev.kintsugi.aws;

import dev.kintsugi.core.records.Table;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What each table is called in this stack: CloudFormation names them, the environment tells. */
public record TableNames(Map<Table, String> names) {
    public TableNames {
        names = Map.copyOf(names);
        for (Table table : Table.values()) {
            if (!names.containsKey(table)) {
                throw new IllegalArgumentException("No name was given for the table " + table.logicalName() + ".");
            }
        }
    }

    /** Reads {@code PROJECTS_TABLE}, {@code JOBS_TABLE}, {@code PARTIAL_STATES_TABLE} and {@code SESSIONS_TABLE}. */
    public static TableNames from(Map<String, String> environment) {
        Map<Table, String> names = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            String variable = table.name().toUpperCase(Locale.ROOT) + "_TABLE";
            String name = environment.get(variable);
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException(
                        "The environment variable %s must name the DynamoDB table for %s; it is not set."
                                .formatted(variable, table.logicalName()));
            }
            names.put(table, name);
        }
        return new TableNames(names);
    }

    String of(Table table) {
        String name = names.get(table);
        if (name == null) {
            throw new IllegalStateException("Every table has a name, " + table.logicalName() + " has none.");
        }
        return name;
    }
}
