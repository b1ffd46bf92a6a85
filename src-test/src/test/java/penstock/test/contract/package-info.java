/** Every adapter against the sandbox of its channel: built apart from the vendor's description, do they agree? */
@NullMarked
package penstock.test.contract;

import org.jspecify.annotations.NullMarked;
