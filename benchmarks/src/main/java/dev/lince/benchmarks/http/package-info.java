/**
 * Lince as others meet it: a process of its own, started by its launcher, asked over HTTP from this
 * one. Each main class prints Markdown, with what it is compared to from the same run. The client
 * takes its part of the same cores.
 */
@NullMarked
package dev.lince.benchmarks.http;

import org.jspecify.annotations.NullMarked;
