/**
 * Barcode-first work: what is scanned is understood step by step, and booked by the acts that there are, so that there is no second
 * way of moving stock.
 *
 * <p>A scan has an id of its own; a repeat is told what it was told before. What a session has come to is a fold over its scans
 * ({@link penstock.core.scanning.Course}), those left out that were refused or undone. Moves and picks take effect with the scan
 * that completes them, in one transaction with it; receipts and counts when the session is closed, under ids that the session
 * makes.
 *
 * <p>Imports {@code book}, {@code catalogue}, {@code engine}, {@code identity}, {@code ledger}, {@code order}'s hash that tells
 * repeats, {@code purchasing}, {@code shelf}, {@code shipping}, {@code store}, {@code transfer} and {@code warehouse}.
 */
@NullMarked
package penstock.core.scanning;

import org.jspecify.annotations.NullMarked;
