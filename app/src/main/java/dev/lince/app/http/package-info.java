/**
 * Lince over HTTP. {@link dev.lince.app.http.WebServer} is the door: it starts Tomcat and Spring
 * Web MVC, and asks the rest of Lince through {@link dev.lince.app.http.Backend} alone.
 *
 * <p>A request passes {@code ProblemValve} (whatever the layers below refuse becomes a problem
 * document), {@code SafeHeaders}, {@code OriginGuard} (CORS; writes from foreign pages end here)
 * and one controller. Controllers throw; {@code Problems} says which exception is which status, and
 * is the only place that does. Everything here is safe for use by several threads; requests run on
 * virtual threads.
 */
@NullMarked
package dev.lince.app.http;

import org.jspecify.annotations.NullMarked;
