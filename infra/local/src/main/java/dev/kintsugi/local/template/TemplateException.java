package dev.kintsugi.local.template;

/** The template says something that the embedded cloud cannot follow; the message names the place. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
