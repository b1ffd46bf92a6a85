package penstock.sandbox.amazon;

/** Published limits of each operation, per seller and application: calls a second and burst (vendor's models, read 2026-11-23). */
enum Rate {
    searchOrders(0.0056, 20),
    getOrder(0.5, 30),
    confirmShipment(2, 10),
    patchListingsItem(5, 5),
    getListingsItem(5, 10),
    createFulfillmentOrder(2, 30),
    getFulfillmentOrder(2, 30),
    updateFulfillmentOrder(2, 30),
    cancelFulfillmentOrder(2, 30),
    listAllFulfillmentOrders(2, 30),
    getFulfillmentPreview(2, 30),
    getInventorySummaries(2, 2);

    final double perSecond;
    final int burst;

    Rate(double perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }
}
