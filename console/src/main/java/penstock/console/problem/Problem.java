package penstock.console.problem;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * A problem as it is answered (RFC 9457).
 *
 * @param field where in the request
 * @param reason what is wrong with the field, as a word that never changes
 * @param incident under which number our log has it, of a problem on our side
 * @param feedId the feed that was refused
 */
@Schema(
        description = "What was wrong, where, and what to do (RFC 9457).",
        requiredProperties = {"type", "title", "status", "detail"})
public record Problem(
        @Schema(example = "urn:penstock:problem:invalid-field")
        String type,

        @Schema(example = "A field is wrong") String title,
        @Schema(example = "400") int status,

        @Schema(example = "quantity is 0; 1 to 1000000 are taken")
        String detail,

        @Schema(description = "Where in the request.", example = "lines[0].quantity")
        Optional<String> field,

        @Schema(description = "What is wrong with the field, for programs.", example = "WRONG_CHECK_DIGIT")
        Optional<String> reason,

        @Schema(description = "The number to name when asking us about it.", example = "1HC8R2V7Q")
        Optional<String> incident,

        @Schema(description = "The feed that was refused; its rejections can be read.")
        Optional<Long> feedId) {}
