/** How this program asks again what was busy. Knows neither what is asked nor what busy means. */
@NullMarked
package dev.kintsugi.core.patience;

import org.jspecify.annotations.NullMarked;
