/** How fast the past is told, and how long a check of many postings takes. */
@NullMarked
package penstock.bench.history;

import org.jspecify.annotations.NullMarked;
