/**
 * Who may do what: one filter before everything, a table of roles, deny by default.
 *
 * <p>A request passes if its address is canonical, its key is known, the key's seller is the address's, the table names
 * the key's role for the mapping, and a key of one account names that account. Keys come in the Authorization header
 * only; there are no cookies, so nothing to forge requests with.
 */
@NullMarked
package penstock.console.access;

import org.jspecify.annotations.NullMarked;
