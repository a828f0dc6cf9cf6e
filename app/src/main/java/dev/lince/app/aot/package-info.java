/**
 * Makes later starts faster: two caches of loaded and linked classes (JEP 483, JEP 514), one for
 * {@code serve} and one for the other commands, which Java reads at its start.
 *
 * <p>Java writes such a cache when a training run ends. {@link Preparation} does one of each kind,
 * in processes of their own and a folder of their own: a server that embeds drawn pictures and
 * answers requests, and commands that ask it. What comes out is moved into its place whole. {@link
 * BackgroundPreparation} starts all that beside a server, at the lowest priority, where {@link
 * Caches} are missing or of another Java or build. The launcher names a cache to Java where there
 * is one; Java itself decides whether it fits, and does without it where it does not.
 *
 * <p>Everything here is used by one thread at a time, unless it says otherwise.
 */
@NullMarked
package dev.lince.app.aot;

import org.jspecify.annotations.NullMarked;
