package penstock.channels.ownsite;

import java.util.List;
import java.util.Optional;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ChannelPlugin;
import penstock.channels.spi.SettingField;
import penstock.channels.spi.ShipmentSink;
import penstock.channels.spi.Signer;
import penstock.channels.spi.StockSink;
import penstock.channels.webhook.StandardWebhooks;

/** The seller's own site; the endpoint is the address that takes its events. */
public final class OwnSitePlugin implements ChannelPlugin {

    @Override
    public String code() {
        return "own-site";
    }

    @Override
    public List<SettingField> settings() {
        return List.of(
                new SettingField(
                                OwnSiteEvents.SIGNING_SECRET,
                                true,
                                true,
                                "Signs the events: whsec_ and 24 to 64 bytes in base64.")
                        .checked(StandardWebhooks::objection),
                new SettingField(
                                OwnSiteEvents.SIGNING_SECRET_OLD,
                                false,
                                true,
                                "The signing secret before, while the site still checks with it.")
                        .checked(StandardWebhooks::objection));
    }

    @Override
    public Channel open(AccountSettings settings) {
        OwnSiteEvents events = new OwnSiteEvents(settings.endpoint());
        return new Site(new OwnSiteStock(events), new OwnSiteShipments(events));
    }

    private record Site(StockSink stockSink, ShipmentSink shipmentSink) implements Channel {

        @Override
        public Signer signer() {
            return OwnSiteEvents::sign;
        }

        @Override
        public Optional<StockSink> stock() {
            return Optional.of(stockSink);
        }

        @Override
        public Optional<ShipmentSink> shipments() {
            return Optional.of(shipmentSink);
        }
    }
}
