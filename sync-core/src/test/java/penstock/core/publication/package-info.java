/** The part of a partitioned SKU that a listing may show, in plain Java. */
@NullMarked
package penstock.core.publication;

import org.jspecify.annotations.NullMarked;
