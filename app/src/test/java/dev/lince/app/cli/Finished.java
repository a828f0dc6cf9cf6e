package dev.lince.app.cli;

/** What a process left. */
record Finished(int exitCode, String output, String errors) {}
