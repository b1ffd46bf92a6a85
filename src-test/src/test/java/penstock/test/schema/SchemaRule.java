package penstock.test.schema;

/**
 * A rule about the catalogue.
 *
 * @param query its offenders, one text column
 * @param breach statements that break it
 * @param offender what the query must then say
 */
record SchemaRule(String name, String query, String breach, String offender) {

    @Override
    public String toString() {
        return name;
    }
}
