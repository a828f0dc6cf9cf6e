/**
 * How often the confident results of a search are the right ones, beside other rules that say where
 * results end. {@code DrawnScores} measures it on cosines drawn at random as those of CLIP are
 * spread, {@code PhotoScores} on labelled photographs in the {@code visual} space, and {@code
 * Calibration} whether the numbers come true; each prints Markdown tables. Everything random comes
 * from fixed seeds.
 */
@NullMarked
package dev.lince.benchmarks.score;

import org.jspecify.annotations.NullMarked;
