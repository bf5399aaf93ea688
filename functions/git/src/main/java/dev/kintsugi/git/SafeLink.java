package dev.kintsugi.git;

/** Whether a symbolic link may be made, by name alone: what stands where it leads is never asked. */
final class SafeLink {
    private SafeLink() {}

    /**
     * Steps upwards come first and end inside, all others go down. A step up behind a name could start from wherever
     * another link leads; so, by induction, no chain of links leaves the folder.
     */
    static boolean staysInside(String path, String target) {
        if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
            return false;
        }
        long above = path.chars().filter(c -> c == '/').count();
        boolean down = false;
        for (String step : target.split("/", -1)) {
            if (step.isEmpty() || step.equals(".")) {
                continue;
            }
            if (!step.equals("..")) {
                down = true;
            } else if (down || --above < 0) {
                return false;
            }
        }
        return true;
    }
}
