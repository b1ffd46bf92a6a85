/** The whole house: a gateway and a sandbox of the channels, with a seller connected to both. */
@NullMarked
package penstock.test.gateway;

import org.jspecify.annotations.NullMarked;
