package penstock.console.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import uk.org.okapibarcode.backend.Code128;
import uk.org.okapibarcode.backend.OkapiException;
import uk.org.okapibarcode.graphics.Color;
import uk.org.okapibarcode.output.SvgRenderer;

/** A barcode that any scanner in a warehouse reads: Code 128 (ISO/IEC 15417), with its text below. */
final class BarcodeLabel {

    static final String SVG = "image/svg+xml";

    private BarcodeLabel() {}

    static byte[] svg(String text) {
        Code128 code = new Code128();
        try {
            code.setContent(text);
            ByteArrayOutputStream svg = new ByteArrayOutputStream();
            new SvgRenderer(svg, 1, Color.WHITE, Color.BLACK, true).render(code);
            return svg.toByteArray();
        } catch (OkapiException e) {
            throw Refused.of(
                    ProblemType.NOT_POSSIBLE,
                    "Code 128 has no signs for some of " + text
                            + "; give the bin a barcode of Latin letters and digits");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
