package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Conflict;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Kind;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Locations.ShipsBy;
import penstock.core.catalogue.Site;
import penstock.core.port.ChannelKinds.Role;

/** The places that hold a seller's stock. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/locations")
@Tag(name = "Locations")
public class LocationsApi {

    private static final int DEFAULT_RANK = 100;
    private static final int MAX_RANK = 10_000;

    private final Locations locations;
    private final Entries entries;

    public LocationsApi(Locations locations, Entries entries) {
        this.locations = locations;
        this.entries = entries;
    }

    @PostMapping
    @Operation(
            summary = "Create a location",
            description =
                    "A SUPPLIER location mirrors the account of a supplier; FBA and THIRD_PARTY mirror that of a provider, as"
                            + " does whatever a provider ships from; a WAREHOUSE mirrors nobody, nor do IN_TRANSIT and VIRTUAL,"
                            + " from which nobody is served. One location mirrors an account."
                            + " 201 when it is new, 200 when it exists with the same content, 409 with other content or"
                            + " if another location mirrors the account.")
    public ResponseEntity<LocationAnswer> create(@PathVariable long sellerId, @RequestBody NewLocation wish) {
        wish.providerAccountId().ifPresent(accountId -> requireMirrored(sellerId, wish, accountId));
        try {
            return Answers.of(true, LocationAnswer.of(locations.create(sellerId, wish.location())));
        } catch (Conflict conflict) {
            Location known = locations
                    .find(sellerId, wish.code())
                    .filter(wish::isContentOf)
                    .orElseThrow(() -> conflict);
            return Answers.of(false, LocationAnswer.of(known));
        }
    }

    private void requireMirrored(long sellerId, NewLocation wish, long accountId) {
        Optional<Role> role = entries.role(entries.account(sellerId, "providerAccountId", accountId));
        if (!role.equals(wish.mirrored())) {
            throw Refused.field(
                    "providerAccountId",
                    "the account is that of a " + role.map(Enum::name).orElse("kind unknown") + "; a " + wish.kind()
                            + " location mirrors "
                            + wish.mirrored()
                                    .map(wanted -> "that of a " + wanted)
                                    .orElse("no account: leave it out"));
        }
        if (wish.shipsBy() == ShipsBy.PROVIDER && !role.equals(Optional.of(Role.PROVIDER))) {
            throw Refused.field("shipsBy", "only a provider's account can ship; ship from here by SELLER");
        }
    }

    @GetMapping
    @Operation(
            summary = "List the locations",
            description = "By rank: the first is where orders are sourced from first.")
    public LocationList list(@PathVariable long sellerId) {
        return new LocationList(
                locations.list(sellerId).stream().map(LocationAnswer::of).toList());
    }

    @PatchMapping("/{location}")
    @Operation(
            summary = "Change a location's name, rank or site, or begin to keep bins",
            description =
                    "What is left out stays as it is. A new rank counts from the next order on; what is reserved stays where"
                            + " it is. Where bins begin to be kept, what is there lies in none until it is put away.")
    public LocationAnswer change(
            @PathVariable long sellerId, @PathVariable String location, @RequestBody LocationChange change) {
        return locations
                .change(sellerId, location, change::of)
                .map(LocationAnswer::of)
                .orElseThrow(LocationsApi::noSuchLocation);
    }

    private static Refused noSuchLocation() {
        return Refused.notFound("there is no location of this code");
    }

    /** What is to change of a location. */
    public record LocationChange(
            @Schema(example = "Warehouse Hamburg", maxLength = Fields.MAX_NAME)
            Optional<String> name,

            @Schema(description = "Lower is sourced from first.", example = "1")
            Optional<Integer> sourceRank,

            @Schema(description = "Replaced as a whole.") Optional<Site> site,

            @Schema(description = "Whether it is known in which bin everything lies; once it is, it stays so.")
            Optional<Boolean> keepsBins) {
        public LocationChange {
            Fields.text("name", name, Fields.MAX_NAME);
            sourceRank.ifPresent(rank -> Fields.within("sourceRank", rank, 0, MAX_RANK));
            if (name.isEmpty() && sourceRank.isEmpty() && site.isEmpty() && keepsBins.isEmpty()) {
                throw Refused.field("sourceRank", "name what is to change: name, sourceRank, site or keepsBins");
            }
        }

        Location of(Location before) {
            return new Location(
                    before.locationId(),
                    before.code(),
                    name.orElse(before.name()),
                    before.kind(),
                    before.shipsBy(),
                    before.providerAccountId(),
                    sourceRank.orElse(before.sourceRank()),
                    site.orElse(before.site()),
                    keepsBins.orElse(before.keepsBins()));
        }
    }

    /** A location to be created. */
    public record NewLocation(
            @Schema(example = "WH1", maxLength = Fields.MAX_CODE)
            String code,

            @Schema(example = "Warehouse Hamburg", maxLength = Fields.MAX_NAME)
            String name,

            Kind kind,
            @Schema(description = "Who ships from it.") ShipsBy shipsBy,

            @Schema(description = "The account whose figures it mirrors, and which ships if a provider does.")
            Optional<Long> providerAccountId,

            @Schema(description = "Lower is sourced from first; 100 if left out.", example = "1")
            Optional<Integer> sourceRank,

            @Schema(description = "Where it is, and when somebody is there.")
            Optional<Site> site,

            @Schema(description = "Whether it is known in which bin everything lies; only of a WAREHOUSE.")
            Optional<Boolean> keepsBins) {
        public NewLocation {
            Fields.code("code", code);
            Fields.text("name", name, Fields.MAX_NAME);
            sourceRank.ifPresent(rank -> Fields.within("sourceRank", rank, 0, MAX_RANK));
            if (shipsBy == ShipsBy.PROVIDER && providerAccountId.isEmpty()) {
                throw Refused.field("providerAccountId", "name the account of the provider that ships");
            }
        }

        /** Whose figures such a place shows; empty for one that is counted by the seller. */
        Optional<Role> mirrored() {
            return switch (kind) {
                case SUPPLIER -> Optional.of(Role.SUPPLIER);
                case FBA, THIRD_PARTY -> Optional.of(Role.PROVIDER);
                case WAREHOUSE, IN_TRANSIT, VIRTUAL -> Optional.empty();
            };
        }

        Location location() {
            return Location.of(
                    code,
                    name,
                    kind,
                    shipsBy,
                    providerAccountId,
                    sourceRank.orElse(DEFAULT_RANK),
                    site.orElse(Site.UNKNOWN),
                    keepsBins.orElse(false));
        }

        boolean isContentOf(Location known) {
            return known.numbered(0).equals(location());
        }
    }

    /** A location. */
    public record LocationAnswer(
            long locationId,
            String code,
            String name,
            Kind kind,
            ShipsBy shipsBy,
            Optional<Long> providerAccountId,
            int sourceRank,
            Site site,
            boolean keepsBins) {
        static LocationAnswer of(Location location) {
            return new LocationAnswer(
                    location.locationId(),
                    location.code(),
                    location.name(),
                    location.kind(),
                    location.shipsBy(),
                    location.providerAccountId(),
                    location.sourceRank(),
                    location.site(),
                    location.keepsBins());
        }
    }

    /** All locations. */
    public record LocationList(List<LocationAnswer> locations) {}
}
