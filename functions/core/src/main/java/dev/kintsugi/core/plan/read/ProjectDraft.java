package dev.kintsugi.core.plan.read;

import dev.kintsugi.core.plan.Settings;

/** What the project file says, before its tasks are known. */
record ProjectDraft(String name, String slug, Settings settings, Values defaults) {}
