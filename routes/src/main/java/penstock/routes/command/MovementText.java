package penstock.routes.command;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.history.Movement;
import penstock.core.history.Movement.Side;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Movements as they are read, for people and for programs: there may be millions. */
interface MovementText {

    void begin();

    void tell(Movement movement);

    void end();

    /** A line a movement. */
    static MovementText table(PrintWriter out) {
        return new Lines(out);
    }

    /** One object. */
    static MovementText json(PrintWriter out, String sku) {
        return new Json(out, JsonMapper.shared().createGenerator(out), sku);
    }

    /** For people. */
    record Lines(PrintWriter out) implements MovementText {

        private static final String LINE = "%10s  %-27s %8s  %-34s %-34s %-44s %s%n";

        @Override
        public void begin() {
            out.printf(LINE, "position", "posted", "units", "from", "to", "document", "actor");
        }

        @Override
        public void tell(Movement movement) {
            out.printf(
                    LINE,
                    movement.position(),
                    movement.postedAt(),
                    movement.quantity(),
                    side(movement.from()),
                    side(movement.to()),
                    words(
                            movement.document().cause(),
                            movement.document().kind(),
                            movement.document().name()),
                    words(movement.actor().kind().name(), movement.actor().name()));
        }

        @Override
        public void end() {
            out.flush();
        }

        private static String side(Side side) {
            return side instanceof Side.Place place
                    ? "%s %s %d -> %d".formatted(place.locationCode(), place.condition(), place.before(), place.after())
                    : ((Side.Outside) side).who();
        }

        private static String words(String... words) {
            return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
        }
    }

    /** For programs. */
    record Json(PrintWriter out, JsonGenerator generator, String sku) implements MovementText {

        @Override
        public void begin() {
            generator.writeStartObject();
            generator.writeStringProperty("sku", sku);
            generator.writeArrayPropertyStart("movements");
        }

        @Override
        public void tell(Movement movement) {
            generator.writeStartObject();
            generator.writeNumberProperty("position", movement.position());
            generator.writeStringProperty("postedAt", movement.postedAt().toString());
            generator.writeNumberProperty("quantity", movement.quantity());
            side("from", movement.from());
            side("to", movement.to());
            document(movement.document());
            actor(movement.actor());
            generator.writeEndObject();
        }

        private void side(String name, Side side) {
            generator.writeObjectPropertyStart(name);
            if (side instanceof Side.Place place) {
                generator.writeStringProperty("location", place.locationCode());
                generator.writeStringProperty("condition", place.condition());
                generator.writeNumberProperty("before", place.before());
                generator.writeNumberProperty("after", place.after());
            } else {
                generator.writeStringProperty("condition", ((Side.Outside) side).who());
            }
            generator.writeEndObject();
        }

        private void document(Movement.Document document) {
            generator.writeObjectPropertyStart("document");
            generator.writeStringProperty("cause", document.cause());
            generator.writeStringProperty("id", Long.toString(document.id()));
            generator.writeStringProperty("name", document.name());
            generator.writeStringProperty("kind", document.kind());
            document.orderId().ifPresent(id -> generator.writeStringProperty("orderId", Long.toString(id)));
            document.costs().ifPresent(costs -> generator.writeStringProperty("costDocument", costs));
            generator.writeEndObject();
        }

        private void actor(Movement.Actor actor) {
            generator.writeObjectPropertyStart("actor");
            generator.writeStringProperty("kind", actor.kind().name());
            generator.writeStringProperty("id", Long.toString(actor.id()));
            generator.writeStringProperty("name", actor.name());
            generator.writeEndObject();
        }

        @Override
        public void end() {
            generator.writeEndArray();
            generator.writeEndObject();
            generator.flush();
            out.println();
        }
    }
}
