package penstock.routes.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

    private static final Map<String, String> NAMES = Map.of(
            "shop.example", "93.184.216.34 2606:2800:220:1::1",
            "inside.example", "192.168.1.5",
            "half.example", "93.184.216.34 127.0.0.1",
            "localhost", "127.0.0.1",
            "localhost.", "127.0.0.1",
            "erp.internal", "10.1.2.3");

    private final EgressPolicy strict = policy();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1",
                "https://127.0.0.1:8443/x",
                "https://[::1]",
                "https://0x7f000001",
                "https://2130706433",
                "https://0177.0.0.1",
                "https://127.1",
                "https://[::ffff:127.0.0.1]",
                "https://[::ffff:93.184.216.34]",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1",
                "https://172.16.0.1",
                "https://172.31.255.255",
                "https://192.168.0.1",
                "https://100.64.0.1",
                "https://0.0.0.0",
                "https://224.0.0.1",
                "https://255.255.255.255",
                "https://198.18.0.1",
                "https://[::]",
                "https://[fe80::1]",
                "https://[fe80::1%25eth0]",
                "https://[fc00::1]",
                "https://[fd12::1]",
                "https://[ff02::1]",
                "https://[64:ff9b::7f00:1]",
                "https://[2002:7f00:1::]",
                "https://[2001:db8::1]",
                "https://localhost",
                "https://localhost.",
                "https://inside.example",
                "https://half.example",
                "https://no-such.example",
                "https://user@shop.example",
                "https://user:word@shop.example",
                "https://@shop.example",
                "http://shop.example",
                "https://shop.example:22",
                "https://shop.example:25",
                "https://shop.example:80",
                "https://shop.example:0",
                "file:///etc/passwd",
                "jar:file:/x!/y",
                "gopher://shop.example",
                "https:shop"
            })
    void anEndpointThatIsNotPublicHttpsIsNotSaved(String endpoint) {
        assertThat(strict.objection(URI.create(endpoint))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example/base/path",
                "https://shop.example:8443",
                "https://93.184.216.34",
                "https://[2606:2800:220:1::1]",
                "https://172.32.0.1",
                "https://100.128.0.1"
            })
    void aPublicHttpsEndpointIsSaved(String endpoint) {
        assertThat(strict.objection(URI.create(endpoint))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1        | http://127.0.0.1:8080     | yes
            127.0.0.1        | https://127.0.0.1         | yes
            127.0.0.1        | http://127.0.0.2:8080     | no
            127.0.0.1        | http://localhost:8080     | no
            127.0.0.1        | https://localhost:8080    | yes
            127.0.0.1        | https://[::ffff:127.0.0.1]| no
            127.0.0.1:8080   | http://127.0.0.1:8080     | yes
            127.0.0.1:8080   | http://127.0.0.1:5432     | no
            [::1]:8080       | http://[::1]:8080         | yes
            [::1]:8080       | http://[::1]:8081         | no
            ::1              | http://[::1]:8081         | yes
            10.0.0.0/8       | https://erp.internal      | yes
            10.0.0.0/8       | http://erp.internal       | no
            10.0.0.0/8       | https://inside.example    | no
            10.0.0.0/8:8443  | https://erp.internal:8443 | yes
            10.0.0.0/8:8443  | https://erp.internal      | no
            erp.internal     | http://erp.internal:81    | yes
            ERP.internal:81  | http://erp.internal:81    | yes
            erp.internal:82  | http://erp.internal:81    | no
            *.internal:*     | http://erp.internal:81    | yes
            *.internal       | http://internal           | no
            *.internal       | http://evilinternal       | no
            shop.example:22  | https://shop.example:22   | yes
            """)
    void theAllowListAdds(String entry, String endpoint, String allowed) {
        assertThat(policy(entry).objection(URI.create(endpoint)).isEmpty()).isEqualTo(allowed.equals("yes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/99", "a b", "", "http://x", "10.0.0.0/8:", "host:port"})
    void anEntryThatCannotBeReadStopsTheStart(String entry) {
        assertThatThrownBy(() -> policy(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is neither host");
    }

    @Test
    void whatANameResolvesToIsFilteredAtConnect() throws Exception {
        assertThat(strict.resolve("half.example", 443)).containsExactly(InetAddress.getByName("93.184.216.34"));
        assertThatThrownBy(() -> strict.resolve("inside.example", 443)).isInstanceOf(EgressPolicy.Refused.class);
        assertThatThrownBy(() -> strict.resolve("shop.example", 22)).isInstanceOf(EgressPolicy.Refused.class);
        assertThatThrownBy(() -> strict.resolve("127.0.0.1", 443)).isInstanceOf(EgressPolicy.Refused.class);
        assertThatThrownBy(() -> strict.resolve("[::1]", 443)).isInstanceOf(EgressPolicy.Refused.class);
    }

    @Test
    void aNameThatChangesItsAddressAfterItWasSavedIsNotCalled() {
        WireMockServer inside =
                new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());
        inside.start();
        AtomicInteger lookups = new AtomicInteger();
        EgressPolicy policy =
                new EgressPolicy(List.of(), host -> new InetAddress[] {
                    InetAddress.getByName(lookups.getAndIncrement() == 0 ? "93.184.216.34" : "127.0.0.1")
                });
        String endpoint = "https://rebinding.example:" + inside.httpsPort();
        try (Gateway gateway = new Gateway(settings -> settings, policy)) {
            assertThat(policy.objection(URI.create(endpoint))).isEmpty();

            Ended<?> ended = gateway.carry(Gateway.once(Gateway.read(endpoint + "/x")));

            assertThat(Gateway.line(ended)).isEqualTo("Refused INVALID");
            assertThat(lookups).as("resolved once to connect").hasValue(2);
            inside.verify(0, anyRequestedFor(anyUrl()));
        } finally {
            inside.stop();
        }
    }

    private static EgressPolicy policy(String... allow) {
        return new EgressPolicy(List.of(allow), EgressPolicyTest::resolve);
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (AddressRange.literal(host).isPresent()) {
            return new InetAddress[] {InetAddress.getByName(host)};
        }
        String addresses = NAMES.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        String[] each = addresses.split(" ");
        InetAddress[] all = new InetAddress[each.length];
        for (int i = 0; i < each.length; i++) {
            all[i] = InetAddress.getByName(each[i]);
        }
        return all;
    }
}
