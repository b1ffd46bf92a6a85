package penstock.console.ownsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.console.fault.Faults;
import penstock.console.problem.Problem;
import penstock.console.problem.Refused;
import penstock.core.identity.Ids;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;

class OwnSiteOrderTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-23T09:30:00Z");

    @Test
    void theSameBytesGiveTheSameSnapshotWithItsRecipient() {
        byte[] body = """
                {"id": "#1001", "holdId": "cart-7", "shipBy": "2026-11-25T12:00:00+01:00",
                 "lines": [{"id": "1", "sku": "MUG", "quantity": 2}, {"id": "2", "sku": "CUP", "quantity": 1}],
                 "recipient": {"name": "Erika Mustermann", "addressLine1": "Heidestraße 17", "city": "Köln",
                               "postalCode": "51147", "countryCode": "DE"}}
                """.getBytes(StandardCharsets.UTF_8);
        OrderSnapshot snapshot = OwnSiteOrder.parse(body).snapshot(RECEIVED);
        assertThat(snapshot).isEqualTo(OwnSiteOrder.parse(body).snapshot(RECEIVED));
        assertThat(snapshot.toString())
                .isEqualTo(
                        "OrderSnapshot[#1001 revision 1 CONFIRMED [OrderLineSnapshot[channelLineId=1, channelSku=MUG,"
                                + " ordered=2, cancelled=0, shipped=0], OrderLineSnapshot[channelLineId=2, channelSku=CUP, ordered=1,"
                                + " cancelled=0, shipped=0]]]");
        assertThat(snapshot.phase()).isEqualTo(OrderPhase.CONFIRMED);
        assertThat(snapshot.placedAt()).isEqualTo(RECEIVED);
        assertThat(snapshot.shipBy()).contains(Instant.parse("2026-11-25T11:00:00Z"));
        assertThat(snapshot.holdId()).contains("cart-7");
        assertThat(snapshot.recipient().orElseThrow().city()).isEqualTo("Köln");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"hold:1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1}]} | id",
                "{\"id\":\"../x\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1}]}   | id",
                "{\"id\":\"1\",\"lines\":[]}                                                 | lines",
                "{\"id\":\"1\",\"lines\":[null]}                                             | lines",
                "{\"id\":\"1\",\"lines\":{}}                                                 | lines",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1},{\"id\":\"1\",\"sku\":\"B\",\"quantity\":1}]} | lines",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1},{\"id\":\"2\",\"sku\":\"B\",\"quantity\":0}]} | lines[1].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1000001}]} | lines[0].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1.0}]}    | lines[0].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1e2}]}    | lines[0].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":\"1\"}]}  | lines[0].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":true}]}   | lines[0].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":null}]}   | lines[0].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":99999999999}]} | lines[0].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\"}]}                     | lines[0].quantity",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1,\"price\":1}]} | lines[0].price",
                "{\"id\":\"1\",\"placedAt\":1700000000,\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1}]} | placedAt",
                "{\"id\":\"1\",\"placedAt\":\"yesterday\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1}]} | placedAt",
                "{\"id\":\"1\",\"placedAt\":\"+999999999-12-31T23:59:59Z\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1}]} | placedAt",
                "{\"id\":\"1\",\"lines\":[{\"id\":\"1\",\"sku\":\"A\",\"quantity\":1}],\"recipient\":{\"name\":\"E\"}} | recipient.addressLine1"
            })
    void whatIsNotAnOrderIsRefusedWithItsPlace(String body, String field) {
        assertThatThrownBy(() -> OwnSiteOrder.parse(body.getBytes(StandardCharsets.UTF_8)))
                .satisfies(thrown -> {
                    Problem problem = new Faults(new Ids(java.time.Clock.systemUTC(), 1))
                            .of(thrown)
                            .problem();
                    assertThat(problem.status()).as(problem.detail()).isEqualTo(400);
                    assertThat(problem.field()).as(problem.detail()).contains(field);
                });
    }

    @Test
    void noPersonalDataIsInItsText() {
        OwnSiteOrder order = OwnSiteOrder.parse("""
                {"id": "1", "lines": [{"id": "1", "sku": "A", "quantity": 1}],
                 "recipient": {"name": "Erika", "addressLine1": "H 17", "city": "Köln", "countryCode": "DE"}}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(order.toString() + order.recipient()).doesNotContain("Erika", "Köln");
    }

    @Test
    void nullIsNoOrder() {
        assertThatThrownBy(() -> OwnSiteOrder.parse("null".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not null");
    }
}
