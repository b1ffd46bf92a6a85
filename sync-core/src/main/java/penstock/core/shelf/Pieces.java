package penstock.core.shelf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import penstock.core.shelf.ShelfChanges.PostedSerial;

/** The pieces of one batch that are told apart by their serials. One thread. */
final class Pieces {

    private final Supplier<ShelfLoader> loader;
    private final Map<PieceKey, Serial> known = new LinkedHashMap<>();
    private final Set<PieceKey> asked = new HashSet<>();
    private final Set<DetailKey> spotsAsked = new HashSet<>();
    private final List<PostedSerial> posted = new ArrayList<>();

    Pieces(Supplier<ShelfLoader> loader) {
        this.loader = loader;
    }

    /** Where pieces go that a posting takes along; empty if nobody there tells pieces apart. */
    record Way(int posting, Optional<DetailKey> stands, String to) {}

    /** Loads those that will be looked at. */
    void load(Collection<PieceKey> pieces) {
        List<PieceKey> unknown = pieces.stream()
                .filter(piece -> !known.containsKey(piece) && asked.add(piece))
                .toList();
        if (!unknown.isEmpty()) {
            loader.get().serials(unknown).forEach(this::enter);
        }
    }

    private void enter(Serial loaded) {
        known.putIfAbsent(new PieceKey(loaded.skuId(), loaded.serialNo()), loaded);
    }

    Optional<Serial> find(PieceKey piece) {
        load(List.of(piece));
        return Optional.ofNullable(known.get(piece));
    }

    /** Those at a spot: what is picked for nobody first, by serial. */
    List<Serial> at(DetailKey spot) {
        if (spotsAsked.add(spot)) {
            loader.get().pieces(spot).forEach(this::enter);
        }
        return known.values().stream()
                .filter(serial -> serial.state() == Serial.State.IN_STOCK
                        && serial.place().equals(spot))
                .sorted(Comparator.comparing(Serial::fulfilmentId).thenComparing(Serial::serialNo))
                .toList();
    }

    /** Those of a SKU that are picked for a fulfilment order and still here. */
    List<Serial> pickedFor(long fulfilmentId, long skuId) {
        loader.get().serialsPickedFor(fulfilmentId).forEach(this::enter);
        return known.values().stream()
                .filter(serial -> serial.skuId() == skuId
                        && serial.fulfilmentId() == fulfilmentId
                        && serial.state() == Serial.State.IN_STOCK)
                .sorted(Comparator.comparing(Serial::serialNo))
                .toList();
    }

    /** Pieces that somebody names go along; one that nobody knew comes to be. */
    void move(long skuId, Collection<String> serialNos, Way way) {
        for (String serialNo : serialNos) {
            PieceKey piece = new PieceKey(skuId, serialNo);
            Optional<Serial> serial = find(piece);
            if (serial.isPresent()) {
                move(serial.get(), way);
            } else {
                way.stands().ifPresent(place -> known.put(piece, Serial.create(serialNo, place)));
                posted.add(new PostedSerial(way.posting(), serialNo));
            }
        }
    }

    private void move(Serial serial, Way way) {
        if (way.stands().isPresent()) {
            serial.stand(way.stands().get());
        } else {
            serial.leave(way.to().equals("customer") ? Serial.State.SHIPPED : Serial.State.GONE);
        }
        posted.add(new PostedSerial(way.posting(), serial.serialNo()));
    }

    /** Pieces that nobody names go along where fewer units than pieces would be left. */
    void carry(DetailKey left, int unitsLeft, Way way) {
        if (!way.stands().equals(Optional.of(left))) {
            List<Serial> there = at(left);
            there.subList(0, Math.max(0, there.size() - unitsLeft)).forEach(serial -> move(serial, way));
        }
    }

    boolean isUntouched() {
        return known.isEmpty();
    }

    List<Serial> changed() {
        return known.values().stream().filter(Serial::changed).toList();
    }

    List<PostedSerial> posted() {
        return List.copyOf(posted);
    }
}
