package dev.kintsugi.git.attributes;

/**
 * Which files a line of {@code .gitattributes} is about. A pattern without a slash is about names in every folder below,
 * one with a slash about paths from its own folder on; one that ends in a slash is about folders, which have no content.
 */
final class AttributePattern {
    private static final String SPECIAL = "*?[\\";

    private final boolean ofFolders;
    private final boolean ofNames;
    private final String plain;
    private final Wildcards rest;

    private AttributePattern(boolean ofFolders, boolean ofNames, String plain, Wildcards rest) {
        this.ofFolders = ofFolders;
        this.ofNames = ofNames;
        this.plain = plain;
        this.rest = rest;
    }

    static AttributePattern of(String written) {
        boolean ofFolders = written.endsWith("/");
        String pattern = ofFolders ? written.substring(0, written.length() - 1) : written;
        boolean ofNames = pattern.indexOf('/') < 0;
        String relative = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        int special = 0;
        while (special < relative.length() && SPECIAL.indexOf(relative.charAt(special)) < 0) {
            special++;
        }
        return new AttributePattern(
                ofFolders, ofNames, relative.substring(0, special), Wildcards.of(relative.substring(special)));
    }

    /** Whether a file is meant, by its raw path from the pattern's folder on. */
    boolean matches(String path) {
        String name = ofNames ? path.substring(path.lastIndexOf('/') + 1) : path;
        return !ofFolders && name.startsWith(plain) && rest.match(name.substring(plain.length()));
    }
}
