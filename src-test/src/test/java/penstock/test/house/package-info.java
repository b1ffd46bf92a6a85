/** The whole house: a gateway and a sandbox of the channels, with a seller connected to both. */
@NullMarked
package penstock.test.house;

import org.jspecify.annotations.NullMarked;
