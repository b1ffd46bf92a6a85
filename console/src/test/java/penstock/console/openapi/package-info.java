@NullMarked
package penstock.console.openapi;

import org.jspecify.annotations.NullMarked;
