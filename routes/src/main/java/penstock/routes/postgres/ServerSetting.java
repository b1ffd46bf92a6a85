package penstock.routes.postgres;

/**
 * One setting of the server, and why it has this value.
 *
 * @param value as SHOW shows it
 */
record ServerSetting(String name, String value, String reason) {}
