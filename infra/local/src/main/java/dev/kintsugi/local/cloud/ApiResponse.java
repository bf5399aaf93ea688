package dev.kintsugi.local.cloud;

import java.util.Map;

/**
 * What a client of the API gets back.
 *
 * @param headers names in small letters
 * @param body JSON
 */
public record ApiResponse(int status, Map<String, String> headers, String body) {
    public ApiResponse {
        headers = Map.copyOf(headers);
    }
}
