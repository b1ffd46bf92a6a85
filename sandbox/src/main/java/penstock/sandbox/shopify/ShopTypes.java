package penstock.sandbox.shopify;

import penstock.sandbox.shopify.graphql.Types;

/** The part of the Admin API 2026-10 that the sandbox offers. Anything else is refused, as the vendor refuses what does not exist. */
final class ShopTypes {
    static final Types TYPES = new Types("""
            QueryRoot order(id):Order orders(first,after,query,sortKey,reverse):OrderConnection node(id):Node nodes(ids):Node
              fulfillment(id):Fulfillment fulfillmentOrder(id):FulfillmentOrder
              inventoryItem(id):InventoryItem inventoryItems(first,after,query,reverse):InventoryItemConnection
              productVariants(first,after,query,reverse):ProductVariantConnection locations(first,after,query,reverse):LocationConnection
              webhookSubscriptions(first,after,topics,reverse):WebhookSubscriptionConnection shop:Shop
            Mutation inventorySetQuantities(input):InventorySetQuantitiesPayload fulfillmentCreate(fulfillment,message):FulfillmentCreatePayload
              orderCancel(orderId,reason,restock,refund,refundMethod,notifyCustomer,staffNote):OrderCancelPayload
              webhookSubscriptionCreate(topic,webhookSubscription):WebhookSubscriptionCreatePayload
            Node id
            Shop id name myshopifyDomain
            OrderConnection nodes:Order edges:OrderEdge pageInfo:PageInfo
            OrderEdge node:Order cursor
            Order id legacyResourceId name email phone createdAt updatedAt processedAt cancelledAt cancelReason closedAt test currencyCode
              displayFinancialStatus displayFulfillmentStatus totalPriceSet:MoneyBag currentTotalPriceSet:MoneyBag
              shippingAddress:MailingAddress billingAddress:MailingAddress lineItems(first,after):LineItemConnection
              fulfillmentOrders(first,after):FulfillmentOrderConnection fulfillments(first):Fulfillment
            MoneyBag shopMoney:MoneyV2 presentmentMoney:MoneyV2
            MoneyV2 amount currencyCode
            MailingAddress name firstName lastName company address1 address2 city province provinceCode zip country countryCodeV2 phone
            LineItemConnection nodes:LineItem edges:LineItemEdge pageInfo:PageInfo
            LineItemEdge node:LineItem cursor
            LineItem id name title sku quantity currentQuantity unfulfilledQuantity nonFulfillableQuantity requiresShipping
              variant:ProductVariant originalUnitPriceSet:MoneyBag
            FulfillmentOrderConnection nodes:FulfillmentOrder edges:FulfillmentOrderEdge pageInfo:PageInfo
            FulfillmentOrderEdge node:FulfillmentOrder cursor
            FulfillmentOrder id status requestStatus orderId orderName createdAt updatedAt assignedLocation:FulfillmentOrderAssignedLocation
              lineItems(first,after):FulfillmentOrderLineItemConnection
            FulfillmentOrderAssignedLocation name location:Location
            FulfillmentOrderLineItemConnection nodes:FulfillmentOrderLineItem edges:FulfillmentOrderLineItemEdge pageInfo:PageInfo
            FulfillmentOrderLineItemEdge node:FulfillmentOrderLineItem cursor
            FulfillmentOrderLineItem id sku totalQuantity remainingQuantity inventoryItemId lineItem:LineItem
            Fulfillment id name status displayStatus createdAt updatedAt totalQuantity location:Location trackingInfo(first):FulfillmentTrackingInfo
              fulfillmentLineItems(first,after,reverse):FulfillmentLineItemConnection order:Order
            FulfillmentLineItemConnection nodes:FulfillmentLineItem edges:FulfillmentLineItemEdge pageInfo:PageInfo
            FulfillmentLineItemEdge node:FulfillmentLineItem cursor
            FulfillmentLineItem id quantity lineItem:LineItem
            FulfillmentTrackingInfo company number url
            ProductVariantConnection nodes:ProductVariant edges:ProductVariantEdge pageInfo:PageInfo
            ProductVariantEdge node:ProductVariant cursor
            ProductVariant id legacyResourceId sku title displayName barcode price inventoryQuantity inventoryItem:InventoryItem product:Product
            Product id title
            InventoryItemConnection nodes:InventoryItem edges:InventoryItemEdge pageInfo:PageInfo
            InventoryItemEdge node:InventoryItem cursor
            InventoryItem id legacyResourceId sku tracked variant:ProductVariant inventoryLevel(locationId,includeInactive):InventoryLevel
              inventoryLevels(first,after):InventoryLevelConnection
            InventoryLevelConnection nodes:InventoryLevel edges:InventoryLevelEdge pageInfo:PageInfo
            InventoryLevelEdge node:InventoryLevel cursor
            InventoryLevel id isActive updatedAt item:InventoryItem location:Location quantities(names):InventoryQuantity
            InventoryQuantity id name quantity updatedAt
            LocationConnection nodes:Location edges:LocationEdge pageInfo:PageInfo
            LocationEdge node:Location cursor
            Location id legacyResourceId name isActive fulfillsOnlineOrders shipsInventory
            WebhookSubscriptionConnection nodes:WebhookSubscription edges:WebhookSubscriptionEdge pageInfo:PageInfo
            WebhookSubscriptionEdge node:WebhookSubscription cursor
            WebhookSubscription id legacyResourceId topic uri format createdAt updatedAt
            PageInfo hasNextPage hasPreviousPage startCursor endCursor
            InventorySetQuantitiesPayload inventoryAdjustmentGroup:InventoryAdjustmentGroup userErrors:InventorySetQuantitiesUserError
            InventorySetQuantitiesUserError code field message
            InventoryAdjustmentGroup id createdAt reason referenceDocumentUri changes(inventoryItemIds,locationIds,quantityNames):InventoryChange
            InventoryChange name delta quantityAfterChange item:InventoryItem location:Location
            FulfillmentCreatePayload fulfillment:Fulfillment userErrors:UserError
            OrderCancelPayload job:Job orderCancelUserErrors:OrderCancelUserError userErrors:UserError
            OrderCancelUserError code field message
            Job id done
            UserError field message
            WebhookSubscriptionCreatePayload webhookSubscription:WebhookSubscription userErrors:UserError
            """);

    private ShopTypes() {}
}
