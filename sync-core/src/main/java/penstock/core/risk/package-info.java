/**
 * How fast SKUs sell, how late a channel hears of it, and what may be sold twice meanwhile: measured, and played where it has not happened
 * yet. Facts (orders, postings, what channels showed) go in, figures come out; what is done about them is decided elsewhere.
 *
 * <p>Imports {@code store}. Each figure is made here once, for safety stock, for the order of publications and for reports.
 */
@NullMarked
package penstock.core.risk;

import org.jspecify.annotations.NullMarked;
