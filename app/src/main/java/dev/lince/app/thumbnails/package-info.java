/**
 * Small JPEGs of the library's pictures, made when someone first asks and kept on disk: {@link
 * dev.lince.app.thumbnails.ThumbnailCache} looks for the file, or has it made on a few threads of
 * its own, once however many ask; {@code ThumbnailFolder} keeps the files within their space. What
 * comes from outside is a content hash and a size; the names of files are made of numbers.
 *
 * <p>Safe for use by several threads at once.
 */
@NullMarked
package dev.lince.app.thumbnails;

import org.jspecify.annotations.NullMarked;
