/**
 * The engine against a model: random stories with repeats, lost answers and two engines in turns on PostgreSQL, beside the same
 * story in memory and what follows from its sentences alone; and bugs that are planted to see whether that finds them.
 */
@NullMarked
package penstock.test.model;

import org.jspecify.annotations.NullMarked;
