/** Suppliers' files in the watched folder: whose turn it is, and what is put aside. */
@NullMarked
package penstock.test.feed;

import org.jspecify.annotations.NullMarked;
