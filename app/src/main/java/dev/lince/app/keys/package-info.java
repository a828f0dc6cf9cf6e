/**
 * The keys that let people in. {@link dev.lince.app.keys.AccessKeys} knows those of the environment
 * and those of {@code keys.json} in the data folder, where {@link dev.lince.app.keys.KeyFile} keeps
 * no key but its SHA-256. What someone gives is hashed and compared with all of them; nothing here
 * logs or prints a key. Safe for use by several threads.
 */
@NullMarked
package dev.lince.app.keys;

import org.jspecify.annotations.NullMarked;
