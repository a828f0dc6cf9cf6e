/** The program: {@link dev.lince.app.Lince} has its main method and nothing else. */
@NullMarked
package dev.lince.app;

import org.jspecify.annotations.NullMarked;
