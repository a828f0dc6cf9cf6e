/**
 * What strangers may send, tried on real servers through real HTTP: the checks that
 * docs/security.md counts, one class each, as far as no other test shows them. Nothing here asserts
 * a time; what would take too long fails by a guard of a minute.
 */
@NullMarked
package dev.lince.app.hostile;

import org.jspecify.annotations.NullMarked;
