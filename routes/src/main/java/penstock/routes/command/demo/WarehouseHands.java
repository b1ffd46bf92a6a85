package penstock.routes.command.demo;

import penstock.routes.command.demo.JsonCalls.Answer;

/** People in the seller's warehouse: one round picks what is open, packs what is picked and ships what is packed. */
final class WarehouseHands {

    private static final int CONFLICT = 409;

    private final GatewayApi api;
    private final SandboxControl carrier;

    WarehouseHands(GatewayApi api, SandboxControl carrier) {
        this.api = api;
        this.carrier = carrier;
    }

    /** One step for each fulfilment order that is theirs. What was cancelled in the meantime is left. */
    void work() {
        api.openFulfilments("PACKED").forEach(order -> ship(order.fulfilmentId()));
        api.openFulfilments("PICKED").forEach(order -> expect("pack", api.pack(order.fulfilmentId())));
        api.openFulfilments("OPEN").forEach(order -> expect("pick", api.pick(order.fulfilmentId())));
    }

    private void ship(String fulfilmentId) {
        String parcel = "box-" + fulfilmentId;
        expect("ship", api.ship(fulfilmentId, parcel, carrier.label(parcel)));
    }

    private static void expect(String step, Answer answer) {
        if (!answer.isFine() && answer.status() != CONFLICT) {
            throw new CallRefused(step, answer.status(), answer.body().toString());
        }
    }
}
