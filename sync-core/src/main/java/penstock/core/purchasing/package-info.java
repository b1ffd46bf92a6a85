/**
 * What is ordered from suppliers, announced by them, received, found wrong and inspected.
 *
 * <p>Documents have rows of their own. Where one moves stock, its rows and the postings are written in one transaction under
 * the seller's head lock ({@link penstock.core.engine.Together}). What an order still expects is {@code incoming} at its
 * location. How a delivery is divided among order lines, and how large a sample is, is decided without a database.
 *
 * <p>Imports {@code book}, {@code catalogue}, {@code engine}, {@code identity}, {@code ledger}, {@code money}, {@code order}'s
 * hash that tells repeats, {@code store} and {@code valuation}.
 */
@NullMarked
package penstock.core.purchasing;

import org.jspecify.annotations.NullMarked;
