/** Token buckets, and an audit that proves from accepted calls alone that no published rate was exceeded. */
@NullMarked
package penstock.sandbox.quota;

import org.jspecify.annotations.NullMarked;
