@NullMarked
package penstock.console.access;

import org.jspecify.annotations.NullMarked;
