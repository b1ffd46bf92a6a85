@NullMarked
package penstock.console.ownsite;

import org.jspecify.annotations.NullMarked;
