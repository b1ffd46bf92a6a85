@NullMarked
package penstock.console.json;

import org.jspecify.annotations.NullMarked;
