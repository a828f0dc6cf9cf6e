/** What takes how much memory. Prints Markdown. */
@NullMarked
package dev.lince.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
