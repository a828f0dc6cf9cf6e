/**
 * The page that people look at: {@code GET /} and the files below {@code /page/}. All of them are
 * part of the build; {@link dev.lince.app.http.page.PageFiles} reads them once into a table, and a
 * request finds its file there or nothing, so that no address reaches the disk or the class path.
 * The start names its modules all at once ({@link dev.lince.app.http.page.Modules}). Open without a
 * key, since the page has to load to say that one is needed. Safe for use by several threads.
 */
@NullMarked
package dev.lince.app.http.page;

import org.jspecify.annotations.NullMarked;
