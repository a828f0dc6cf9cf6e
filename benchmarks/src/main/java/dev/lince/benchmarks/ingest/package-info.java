/** How fast a library takes pictures in, beside what its parts cost. Prints Markdown. */
@NullMarked
package dev.lince.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
