/**
 * A person's word about a job's commit: the wait for it, and the answer. Who may answer is asked here; how a person
 * comes to answer (command, API) is not.
 */
@NullMarked
package dev.kintsugi.core.approve;

import org.jspecify.annotations.NullMarked;
