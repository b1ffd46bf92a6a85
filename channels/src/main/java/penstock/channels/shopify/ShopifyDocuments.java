package penstock.channels.shopify;

/**
 * The GraphQL documents that are sent, and what each costs at most.
 *
 * <p>Costs by the published rule (shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits, read 2026-11-23): an object
 * 1 point, a connection 2 points and its objects, a mutation 10, scalars and enums nothing; one query may cost 1,000
 * points. The true cost is lower where a page is not full, and Shopify gives the difference back.
 */
final class ShopifyDocuments {

    /** Orders in a page of a poll. */
    static final int ORDERS_A_PAGE = 50;

    /** Lines that come with each order of a page; 50 orders with more would break the 1,000 points. */
    static final int LINES_WITH_ORDER = 7;

    /**
     * Lines in a page of one order's, parcel's or fulfilment order's lines. Most have fewer, and the points that a page
     * may cost have to be there beforehand, so a page is small and a long list takes several.
     */
    static final int LINES_A_PAGE = 50;

    /** Fulfilments of an order that are looked at. */
    static final int FULFILMENTS = 50;

    /** Fulfilment orders in a page of an order's. */
    static final int FULFILMENT_ORDERS_A_PAGE = 20;

    /** Subscriptions in a page; an app has one a topic and address. */
    private static final int SUBSCRIPTIONS_A_PAGE = 50;

    private static final String ORDER_FIELDS = """
            id legacyResourceId createdAt updatedAt cancelledAt test
            displayFinancialStatus displayFulfillmentStatus email phone
            shippingAddress { name address1 address2 city provinceCode zip countryCodeV2 phone }""";

    private static final String LINES_PAGE = """
            nodes { id sku quantity currentQuantity unfulfilledQuantity nonFulfillableQuantity variant { id } }
            pageInfo { hasNextPage endCursor }""";

    /** A page of orders that changed. */
    static final String CHANGED_ORDERS = """
            query ChangedOrders($query: String!, $after: String) {
              orders(first: %d, after: $after, query: $query, sortKey: UPDATED_AT) {
                nodes {
                  %s
                  lineItems(first: %d) { %s }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
            """.formatted(ORDERS_A_PAGE, ORDER_FIELDS, LINES_WITH_ORDER, LINES_PAGE);

    /** 902 points: 50 orders of order, address, connection and 7 lines with a variant each. */
    static final int CHANGED_ORDERS_COST = 2 + ORDERS_A_PAGE * (2 + 2 + 2 * LINES_WITH_ORDER);

    /** One order with a page of its lines. */
    static final String ONE_ORDER = """
            query OneOrder($id: ID!, $after: String) {
              order(id: $id) {
                %s
                lineItems(first: %d, after: $after) { %s }
              }
            }
            """.formatted(ORDER_FIELDS, LINES_A_PAGE, LINES_PAGE);

    static final int ONE_ORDER_COST = 2 + 2 + 2 * LINES_A_PAGE;

    /** Sets quantities, all or none of them. */
    static final String SET_QUANTITIES = """
            mutation SetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id }
                userErrors { code field message }
              }
            }
            """;

    static final int SET_QUANTITIES_COST = 10;

    /** What is available of inventory items at one location. */
    static final String LEVELS = """
            query Levels($ids: [ID!]!, $location: ID!) {
              nodes(ids: $ids) {
                ... on InventoryItem {
                  id
                  inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
                }
              }
            }
            """;

    /** An item, its level and its quantity. */
    static final int LEVELS_COST_EACH = 3;

    /** An order's parcels and its fulfilment orders, without lines. */
    static final String FULFILMENT_STATE = """
            query FulfilmentState($id: ID!, $after: String) {
              order(id: $id) {
                id
                fulfillments(first: %d) { id status trackingInfo { company number } }
                fulfillmentOrders(first: %d, after: $after) {
                  nodes { id status assignedLocation { location { id } } }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }
            """.formatted(FULFILMENTS, FULFILMENT_ORDERS_A_PAGE);

    static final int FULFILMENT_STATE_COST = 1 + 2 * FULFILMENTS + 2 + 3 * FULFILMENT_ORDERS_A_PAGE;

    /** What is in one parcel. */
    static final String PARCEL_LINES = """
            query ParcelLines($id: ID!, $after: String) {
              fulfillment(id: $id) {
                fulfillmentLineItems(first: %d, after: $after) {
                  nodes { quantity lineItem { id } }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }
            """.formatted(LINES_A_PAGE);

    static final int PARCEL_LINES_COST = 1 + 2 + 2 * LINES_A_PAGE;

    /** What one fulfilment order still has to ship. */
    static final String OPEN_LINES = """
            query OpenLines($id: ID!, $after: String) {
              fulfillmentOrder(id: $id) {
                lineItems(first: %d, after: $after) {
                  nodes { id remainingQuantity lineItem { id } }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }
            """.formatted(LINES_A_PAGE);

    static final int OPEN_LINES_COST = 1 + 2 + 2 * LINES_A_PAGE;

    /** Tells Shopify, and Shopify the buyer, that a parcel left. */
    static final String CREATE_FULFILMENT = """
            mutation CreateFulfilment($fulfillment: FulfillmentInput!) {
              fulfillmentCreate(fulfillment: $fulfillment) {
                fulfillment { id status }
                userErrors { field message }
              }
            }
            """;

    static final int CREATE_FULFILMENT_COST = 10;

    /** What this app is called back for; Shopify shows an app its own subscriptions only. */
    static final String SUBSCRIPTIONS = """
            query Subscriptions($topics: [WebhookSubscriptionTopic!], $after: String) {
              webhookSubscriptions(first: %d, after: $after, topics: $topics) {
                nodes { topic uri }
                pageInfo { hasNextPage endCursor }
              }
            }
            """.formatted(SUBSCRIPTIONS_A_PAGE);

    static final int SUBSCRIPTIONS_COST = 2 + SUBSCRIPTIONS_A_PAGE;

    /** Asks to be called back. */
    static final String SUBSCRIBE = """
            mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
              webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) {
                webhookSubscription { id }
                userErrors { field message }
              }
            }
            """;

    static final int SUBSCRIBE_COST = 10;

    private ShopifyDocuments() {}
}
