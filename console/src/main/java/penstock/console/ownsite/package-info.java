/**
 * The own site's order as it comes over the API: from its bytes to the canonical snapshot. Pure, so that whoever ships
 * can read the recipient again from the bytes that were kept.
 *
 * <p>May be imported by routes.
 */
@NullMarked
package penstock.console.ownsite;

import org.jspecify.annotations.NullMarked;
