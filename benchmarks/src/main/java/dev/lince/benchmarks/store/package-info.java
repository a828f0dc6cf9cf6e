/**
 * What proves the figures of the stores in docs/performance.md. {@link
 * dev.lince.benchmarks.store.ClusteredVectors} are the same vectors for every store; {@link
 * dev.lince.benchmarks.store.Exact} is the answer and the pace that stores are compared with in the
 * same run.
 */
@NullMarked
package dev.lince.benchmarks.store;

import org.jspecify.annotations.NullMarked;
