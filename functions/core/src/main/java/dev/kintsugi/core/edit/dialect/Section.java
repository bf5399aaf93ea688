package dev.kintsugi.core.edit.dialect;

import dev.kintsugi.core.edit.Edit;
import java.util.List;

/**
 * The edits of one stretch of a reply.
 *
 * @param next the line after it
 */
record Section(List<Edit> edits, int next) {}
