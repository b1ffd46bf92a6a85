/**
 * Files that people keep tables in, CSV and XLSX, as rows of texts. Knows nothing of what stands in them.
 */
@NullMarked
package penstock.routes.sheet;

import org.jspecify.annotations.NullMarked;
