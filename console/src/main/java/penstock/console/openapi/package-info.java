/**
 * The description of the API, made from the endpoints themselves: what the controllers, the role matrix and the JSON
 * rules say is said once and shown here.
 */
@NullMarked
package penstock.console.openapi;

import org.jspecify.annotations.NullMarked;
