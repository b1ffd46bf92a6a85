/** As much of GraphQL as one shop needs: documents, a table of types, execution and cost. Knows nothing of the shop. */
@NullMarked
package penstock.sandbox.shopify.graphql;

import org.jspecify.annotations.NullMarked;
