package penstock.channels.feed;

/**
 * What came of a feed so far.
 *
 * @param rows rows understood
 * @param repeats rows that said again what an earlier row had said, left out
 * @param bad rows that were not understood
 */
public record FeedCounts(long rows, long repeats, long bad) {}
