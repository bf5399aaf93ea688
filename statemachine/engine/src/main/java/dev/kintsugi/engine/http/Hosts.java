package dev.kintsugi.engine.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says whether a request was meant for this machine. A web page can point a name of its own at 127.0.0.1 and then speak
 * to whatever listens here; its requests still carry that name.
 */
final class Hosts {
    /** AWS clients put {@code sync-} before the host of some actions. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(sync-)?(localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private Hosts() {}

    static boolean isLoopback(Optional<String> host) {
        return host.map(name -> LOOPBACK.matcher(name.toLowerCase(Locale.ROOT)).matches())
                .orElse(true);
    }
}
