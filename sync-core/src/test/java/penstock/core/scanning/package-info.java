/** What scans mean and come to, in plain Java. */
@NullMarked
package penstock.core.scanning;

import org.jspecify.annotations.NullMarked;
