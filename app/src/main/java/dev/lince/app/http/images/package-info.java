/**
 * The calls that list, add, change and take out pictures, and give their files and thumbnails. A
 * request is read into what the library or the store takes ({@link
 * dev.lince.app.http.images.LibraryAccess}); only pictures of the configured folders are ever seen
 * or touched. What is in the way ends in the exceptions that the HTTP room turns into answers.
 *
 * <p>Safe for use by several threads at once, but for what belongs to one request.
 */
@NullMarked
package dev.lince.app.http.images;

import org.jspecify.annotations.NullMarked;
