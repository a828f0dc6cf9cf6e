/**
 * Who may do what over HTTP. {@link dev.lince.app.http.keys.KeyGuard} looks at each request before
 * any controller does: it tells what the request wants from its method and address, and what its
 * sender may from key, cookie or where it comes from; either it refuses, or the request carries an
 * {@link dev.lince.app.http.Access} from there on. {@code SessionController} trades a key for the
 * cookie. {@link dev.lince.app.http.keys.KeyRoom} is what the server is started with. Safe for use
 * by several threads.
 */
@NullMarked
package dev.lince.app.http.keys;

import org.jspecify.annotations.NullMarked;
