/**
 * JSON trees in, ordered maps out. The only place that holds a mapper.
 */
@NullMarked
package penstock.sandbox.json;

import org.jspecify.annotations.NullMarked;
