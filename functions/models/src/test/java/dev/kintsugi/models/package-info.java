/** Tests of the adapters: one contract for all of them, and servers that do as a script says. */
package dev.kintsugi.models;
