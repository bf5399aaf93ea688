package dev.kintsugi.engine.api;

import org.jspecify.annotations.Nullable;

/** What a request on a machine says about versions, which AWS keeps and this engine does not. */
record VersionRequest(boolean publish, @Nullable String description) {
    private static final int DESCRIPTION_CHARACTERS_MAX = 256;

    static VersionRequest of(RequestFields in) {
        return new VersionRequest(
                in.flag("publish", false),
                in.optionalSensitiveText("versionDescription", 0, DESCRIPTION_CHARACTERS_MAX));
    }

    void refuse() {
        if (publish) {
            throw ApiException.validation("This engine keeps no versions: leave out 'publish'");
        }
        if (description != null && !description.isEmpty()) {
            throw ApiException.ofService(
                    "ValidationException", "Version description can only be set when publish is true");
        }
    }
}
