package penstock.routes.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.routes.postgres.Login;

class DatabaseAccessTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/penstock,                               jdbc:postgresql://db/penstock",
        "jdbc:postgresql://db/penstock?user=u&password=secret,        jdbc:postgresql://db/penstock",
        "jdbc:postgresql://u:secret@db:5432/penstock?sslmode=require, jdbc:postgresql://db:5432/penstock",
        "jdbc:postgresql:penstock,                                    jdbc:postgresql:penstock",
    })
    void anAddressIsShownWithoutItsPassword(String url, String shown) {
        DatabaseAccess access = new DatabaseAccess(url, new Login("owner", "x"), new Login("app", "y"));

        assertThat(access.shownUrl()).isEqualTo(shown);
        assertThat(access.shown("cannot reach " + url + " at all")).isEqualTo("cannot reach " + shown + " at all");
    }
}
