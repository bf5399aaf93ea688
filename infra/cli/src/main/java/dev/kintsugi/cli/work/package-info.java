/**
 * The commands about projects at work, one class each. They speak the REST API and nothing else, so all of them work on
 * this machine and on a cloud far away; what the cloud decides is never decided here.
 */
@NullMarked
package dev.kintsugi.cli.work;

import org.jspecify.annotations.NullMarked;
