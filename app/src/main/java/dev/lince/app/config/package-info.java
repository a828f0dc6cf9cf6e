/**
 * What the person who starts Lince may set. {@link dev.lince.app.config.Variable} lists every
 * variable with its command-line option; {@link dev.lince.app.config.Sources} looks a value up
 * (option, environment, {@code .env}, default); {@link dev.lince.app.config.Settings} binds them
 * all once, at the start. A value that is not allowed is a {@link
 * dev.lince.app.config.SettingRefused}, whose message is the one line that the person reads.
 *
 * <p>Everything that leaves this package is immutable.
 */
@NullMarked
package dev.lince.app.config;

import org.jspecify.annotations.NullMarked;
