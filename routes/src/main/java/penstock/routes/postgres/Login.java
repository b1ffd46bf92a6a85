package penstock.routes.postgres;

/** One role of the server and its password, which {@link #toString} keeps to itself. */
public record Login(String user, String password) {

    @Override
    public String toString() {
        return user;
    }
}
