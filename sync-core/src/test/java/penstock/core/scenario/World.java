package penstock.core.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import penstock.core.book.BackorderRule;
import penstock.core.book.Command;
import penstock.core.book.Reply;

/**
 * A seller with some accounts, locations and SKUs, and a ledger that decides commands: in memory or on a database.
 *
 * <p>Accounts {@code amazon, shopify, web} sell, {@code mcf} ships from FBA. Locations by rank: {@code WH1, WH2, FBA, SUP}.
 * SKUs {@code SKU-1 … SKU-4} are sold from the pool, {@code SKU-P} is partitioned; their codes are known on every account.
 */
public interface World {

    List<String> ACCOUNTS = List.of("amazon", "shopify", "web", "mcf");
    List<String> LOCATIONS = List.of("WH1", "WH2", "FBA", "SUP");
    List<String> SKUS = List.of("SKU-1", "SKU-2", "SKU-3", "SKU-4", "SKU-P");

    /** The location that {@code mcf} ships from. */
    String PROVIDED = "FBA";

    String PARTITIONED = "SKU-P";

    /** Where the clock stands at first. */
    Instant START = Instant.parse("2026-03-01T08:00:00Z");

    /** Decides commands in one batch. */
    List<Reply> decide(List<Command> commands);

    /** Everything that is stored. */
    Tables tables();

    /** Whether whoever hands orders to fulfilment has been told of that one, and reservations of it wait for that. */
    boolean isToBeReleased(long orderId);

    long account(String name);

    long location(String code);

    long sku(String code);

    /** Gives a channel SKU a meaning. */
    void bind(String account, String channelSku, String sku, int packSize);

    /** Gives a channel SKU the meaning of a kit: units of each component, by SKU. */
    void bindKit(String account, String channelSku, Map<String, Integer> components);

    /** Offers a SKU no more. */
    void discontinue(String sku);

    /** Lets an account sell that many units of a partitioned SKU from now on. */
    void expose(String account, String sku, int units);

    /** Sets a SKU's safety stock. */
    void keepBack(String sku, int units);

    /** Says what may be promised of a SKU that is not there. */
    void promise(String sku, BackorderRule rule);

    Instant now();

    /** Moves the clock. */
    void pass(Duration time);
}
