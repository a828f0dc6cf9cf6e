/**
 * Coverage-guided fuzzing (Jazzer), for the tests of every module: an enum implements {@link
 * dev.lince.fuzz.FuzzTarget}, one constant a parser; {@link dev.lince.fuzz.KeptInputs} replays in
 * the ordinary build what is kept under {@code src/test/resources/fuzz}, and {@link
 * dev.lince.fuzz.Jazzer} looks for new inputs in a process of its own, under {@code -Pfuzz} only,
 * so that its agent never touches another test.
 */
@NullMarked
package dev.lince.fuzz;

import org.jspecify.annotations.NullMarked;
