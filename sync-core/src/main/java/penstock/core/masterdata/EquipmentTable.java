package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.production.EquipmentRegister;
import penstock.core.production.EquipmentRegister.Equipment;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** What is kept up, when, and what a service of it takes. */
final class EquipmentTable extends KeptTable<Equipment> {

    private static final List<Column> COLUMNS = List.of(
            required("code", "The seller's key; the row's key."),
            required("name", ""),
            required("location", "Code of the warehouse where it stands, and whose stock its services take from."),
            optional("work_centre", "Its code, if it belongs to one."),
            optional("every_days", "Days from one service to the next; not by days if empty."),
            optional("every_run_hours", "Hours on its meter from one service to the next; not by hours if empty."),
            optional("run_hours", "What its meter shows; it does not go back. 0 if empty."),
            required("in_use_since", "A day, as 2026-03-01."),
            optional("parts", "What a service usually takes: SKU and units, as FILTER 2; OIL 1."));

    private final EquipmentRegister register;

    EquipmentTable(Database database, EquipmentRegister register) {
        super(database, register);
        this.register = register;
    }

    @Override
    public String name() {
        return "equipment";
    }

    @Override
    public String meaning() {
        return "A piece of equipment, with its intervals and parts. What the file does not list stays.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    List<Entry<Equipment>> read(Transaction transaction, List<Cells> rows) {
        Map<String, Equipment> known = EquipmentRegister.byCode(transaction);
        return rows.stream()
                .map(row -> new Entry<>(List.of(row), read(row, Optional.ofNullable(known.get(row.text("code"))))))
                .toList();
    }

    private static Optional<Equipment> read(Cells row, Optional<Equipment> before) {
        String code = row.require("code");
        String name = row.require("name");
        String location = row.require("location");
        String centre =
                row.take("work_centre", before.map(Equipment::workCentre).orElse(""), "", text -> text);
        Optional<Integer> days = row.find("every_days", before.flatMap(Equipment::everyDays), Numbers::whole);
        Optional<Integer> hours = row.find("every_run_hours", before.flatMap(Equipment::everyRunHours), Numbers::whole);
        int meter = row.take("run_hours", before.map(Equipment::runHours).orElse(0), 0, Numbers::whole);
        Optional<LocalDate> since = row.require("in_use_since", EquipmentTable::day);
        Map<String, Integer> parts =
                row.take("parts", before.map(Equipment::parts).orElse(Map.of()), Map.of(), EquipmentTable::parts);
        return row.make(
                () -> new Equipment(code, name, location, centre, days, hours, meter, since.orElseThrow(), parts));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidField(
                    "inUseSince", text, Reason.MALFORMED, "is " + text + "; a day is written 2026-03-01");
        }
    }

    /** No code holds a semicolon; the units stand after its last space. */
    private static Map<String, Integer> parts(String text) {
        Map<String, Integer> parts = new TreeMap<>();
        for (String part : text.split(";", -1)) {
            int space = part.strip().lastIndexOf(' ');
            if (space < 0) {
                throw new InvalidField(
                        "parts", text, Reason.MALFORMED, "lists SKUs with their units, such as FILTER 2; OIL 1");
            }
            String sku = part.strip().substring(0, space).strip();
            if (parts.put(sku, Numbers.whole(part.strip().substring(space + 1))) != null) {
                throw new InvalidField("parts", text, Reason.DUPLICATE_ROW, "names " + sku + " twice; add them up");
            }
        }
        return parts;
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        String after = "";
        List<Equipment> page;
        do {
            page = register.list(sellerId, after, MasterData.PAGE);
            for (Equipment one : page) {
                row.accept(row(one));
                after = one.code();
            }
        } while (page.size() == MasterData.PAGE);
    }

    private static List<String> row(Equipment one) {
        return List.of(
                one.code(),
                one.name(),
                one.location(),
                one.workCentre(),
                one.everyDays().map(Object::toString).orElse(""),
                one.everyRunHours().map(Object::toString).orElse(""),
                "" + one.runHours(),
                one.inUseSince().toString(),
                new TreeMap<>(one.parts())
                        .entrySet().stream()
                                .map(part -> part.getKey() + " " + part.getValue())
                                .collect(Collectors.joining("; ")));
    }
}
