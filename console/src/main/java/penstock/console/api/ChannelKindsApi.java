package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.core.port.ChannelKinds;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;

/** What accounts can be opened on. */
@RestController
@RequestMapping("/api/v1/channel-kinds")
@Tag(name = "Accounts")
public class ChannelKindsApi {

    private final ChannelKinds kinds;

    public ChannelKindsApi(ChannelKinds kinds) {
        this.kinds = kinds;
    }

    @GetMapping
    @Operation(
            summary = "List the kinds of channels, providers and suppliers",
            description = "With the settings and secrets that an account of each kind takes.")
    public ChannelKindList list() {
        return new ChannelKindList(
                kinds.list().stream().map(ChannelKindAnswer::of).toList());
    }

    /** A kind. */
    public record ChannelKindAnswer(
            @Schema(example = "shopify") String code,
            Role role,

            @Schema(description = "Speaks our SKU codes and waits for our answer.")
            boolean ownSkus,

            boolean publishesStock,
            boolean comparesAndSets,
            boolean enforcesNumber,
            List<ChannelFieldAnswer> fields) {
        static ChannelKindAnswer of(ChannelKind kind) {
            return new ChannelKindAnswer(
                    kind.code(),
                    kind.role(),
                    kind.ownSkus(),
                    kind.publishesStock(),
                    kind.comparesAndSets(),
                    kind.enforcesNumber(),
                    kind.fields().stream()
                            .map(field -> new ChannelFieldAnswer(
                                    field.name(), field.required(), field.secret(), field.meaning()))
                            .toList());
        }
    }

    /** A setting, or if secret a secret, of an account. */
    public record ChannelFieldAnswer(String name, boolean required, boolean secret, String meaning) {}

    /** All kinds. */
    public record ChannelKindList(List<ChannelKindAnswer> channelKinds) {}
}
