/**
 * The number: what a listing is to show, by which rules, and why. Pure: facts and rules go in, a number with its stages comes out.
 *
 * <p>Stages follow each other in one order ({@link penstock.core.offer.Stage.Kind}); each keeps what it left and the rule that said
 * so. Of two rules for a listing the more specific one holds, setting by setting. Imports {@code risk} (how much may be sold
 * meanwhile). Read and sent it is by {@code publication}; tried on what happened, by {@code risk}'s dry run.
 */
@NullMarked
package penstock.core.offer;

import org.jspecify.annotations.NullMarked;
