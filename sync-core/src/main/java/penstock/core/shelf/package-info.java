/**
 * Where the units of a batch physically are: bins, lots, serials, and what of them is assigned to be picked.
 *
 * <p>A part of the working set of one batch. Promises are made at (SKU, location) and know nothing of it: reserving changes
 * no detail. It is carried by the postings that bring units, take them, or change the state they are in. Imports nothing, so
 * that {@code book} can keep one.
 */
@NullMarked
package penstock.core.shelf;

import org.jspecify.annotations.NullMarked;
