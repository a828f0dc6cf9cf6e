/**
 * {@code lince doctor}: looks whether this machine has what Lince needs. {@link
 * dev.lince.app.doctor.Checkup} lists the checks, one small class each; {@link
 * dev.lince.app.doctor.Doctor} makes them one after the other, each within a time limit, and gives
 * back what each {@link dev.lince.app.doctor.Outcome} is. A further check is a class and a line in
 * the list.
 *
 * <p>Nothing is written, fetched or started. For one thread.
 */
@NullMarked
package dev.lince.app.doctor;

import org.jspecify.annotations.NullMarked;
