@NullMarked
package penstock.console.api;

import org.jspecify.annotations.NullMarked;
