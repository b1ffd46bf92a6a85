/** Bills of materials without a database. */
@NullMarked
package penstock.core.catalogue.bom;

import org.jspecify.annotations.NullMarked;
