package penstock.core.book;

/**
 * Postings of a batch that somebody had made.
 *
 * @param first the place of the first of them in the batch, from 0
 * @param count how many follow each other, from 1
 */
public record Act(Actor actor, int first, int count) {}
