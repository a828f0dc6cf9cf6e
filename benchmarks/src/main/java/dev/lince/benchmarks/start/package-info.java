/**
 * What proves the figures of the start in docs/performance.md. {@link
 * dev.lince.benchmarks.start.LargeLibrary} makes a library of many files quickly; {@link
 * dev.lince.benchmarks.start.UnchangedStart} opens it again and again.
 */
@NullMarked
package dev.lince.benchmarks.start;

import org.jspecify.annotations.NullMarked;
