/** What stock cost, told as stories, from textbooks and by chance. */
@NullMarked
package penstock.core.costing;

import org.jspecify.annotations.NullMarked;
