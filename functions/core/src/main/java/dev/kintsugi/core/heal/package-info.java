/** What a failed task leaves behind, and how its remediation is told of it. No git and no model in here. */
@NullMarked
package dev.kintsugi.core.heal;

import org.jspecify.annotations.NullMarked;
