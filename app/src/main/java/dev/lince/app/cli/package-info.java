/**
 * The command line: {@link dev.lince.app.cli.CommandLines} takes the words a person typed, a
 * command does its work, and what it throws becomes one line and an exit code. {@code serve} is the
 * only command that touches the web server; {@code search} asks a server that runs on the same data
 * folder, and opens the index itself where none does.
 *
 * <p>A command runs once, on the thread that calls it. Answers go to standard output, everything
 * else to standard error.
 */
@NullMarked
package dev.lince.app.cli;

import org.jspecify.annotations.NullMarked;
