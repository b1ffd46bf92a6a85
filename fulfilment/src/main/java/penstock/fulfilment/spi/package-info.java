/**
 * What a provider's adapter is: the same shape as a channel's, with the words of fulfilment.
 *
 * <p>At most one provider order is live for a fulfilment order; each attempt has an id of its own, made by us, so that
 * after an unknown outcome it can be looked up before anything is sent again.
 */
@NullMarked
package penstock.fulfilment.spi;

import org.jspecify.annotations.NullMarked;
