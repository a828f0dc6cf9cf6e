/**
 * What there is to look at: pictures that show the library's range, queries to begin with, counts
 * to filter by, and files that could not be read. Each is made from the library when it is asked
 * for, and kept until the library changes ({@link dev.lince.app.http.explore.Kept}); which pictures
 * are in an answer is kept, and what is known of them is read anew each time. Safe for use by
 * several threads.
 */
@NullMarked
package dev.lince.app.http.explore;

import org.jspecify.annotations.NullMarked;
