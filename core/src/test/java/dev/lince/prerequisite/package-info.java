/** What the tests of every module need of the machine. */
@NullMarked
package dev.lince.prerequisite;

import org.jspecify.annotations.NullMarked;
