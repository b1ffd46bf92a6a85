/**
 * {@code penstock bench publish}: how soon each channel is told what a change of stock made of its number, what a hot SKU costs it,
 * and in which order what waits is said.
 *
 * <p>A gateway, the simulated channels at their real limits and the load are processes of their own.
 */
@NullMarked
package penstock.bench.publish;

import org.jspecify.annotations.NullMarked;
