package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import penstock.core.port.SheetFiles.Format;

/** What things are made with, as tables. */
class ProductionTablesTest extends TableCalls {

    @Test
    void workCentresAndEquipmentComeAndGoAsTables() {
        seller.warehouse().stock("OIL", 1).stock("SAW BLADE", 2);
        String centres = "code,name,minutes_a_day,labour_per_hour,overhead_per_hour\nSAW,Table saw,480,30.50,0.00\n";
        assertThat(counts(dry("work-centres", centres)))
                .isEqualTo("1 rows: 1 created, 0 changed, 0 unchanged, 0 rejected");
        assertThat(counts(send("work-centres", centres)))
                .isEqualTo("1 rows: 1 created, 0 changed, 0 unchanged, 0 rejected");
        assertThat(new String(download(seller, "work-centres", Format.CSV), StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(centres);
        assertThat(faults(send("work-centres", """
                code,name,minutes_a_day,labour_per_hour
                A,A,0,1
                B,B,480,1.005
                C,,x,1
                D,D,480,100000.01
                """))).isEqualTo("""
                2 minutes_a_day 0 OUT_OF_RANGE
                3 labour_per_hour 1.005 TOO_MANY_DECIMALS
                4 name  MISSING
                4 minutes_a_day x NOT_A_NUMBER
                5 labour_per_hour 10000001 OUT_OF_RANGE
                """);
        String equipment = "code,name,location,work_centre,every_days,every_run_hours,run_hours,in_use_since,parts\n"
                + "SAW-1,Saw,WH1,SAW,90,,480,2026-03-01,OIL 1; SAW BLADE 2\n";
        assertThat(counts(send("equipment", equipment)))
                .isEqualTo("1 rows: 1 created, 0 changed, 0 unchanged, 0 rejected");
        byte[] sheet = download(seller, "equipment", Format.XLSX);
        assertThat(counts(send("equipment", sheet, XLSX, "")))
                .isEqualTo("1 rows: 0 created, 0 changed, 1 unchanged, 0 rejected");
        assertThat(new String(download(seller, "equipment", Format.CSV), StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(equipment);
        assertThat(counts(send("equipment", "code,name,location,in_use_since\nSAW-1,Big saw,WH1,2026-03-01\n")))
                .isEqualTo("1 rows: 0 created, 1 changed, 0 unchanged, 0 rejected");
        assertThat(seller.get("/equipment").at("/equipment/0/runHours")).isEqualTo("480");
        assertThat(faults(send("equipment", """
                code,name,location,work_centre,run_hours,in_use_since,parts
                A,A,WH9,,,2026-03-01,
                B,B,WH1,NONE,,2026-03-01,
                C,C,WH1,,,1 March,OIL
                D,D,WH1,,,2026-03-01,OIL 1; OIL 2
                E,E,WH1,,,2026-03-01,GHOST 1
                SAW-1,Saw,WH1,,479,2026-03-01,
                """))).isEqualTo("""
                2 location WH9 UNKNOWN_LOCATION
                3 work_centre NONE UNKNOWN_VALUE
                4 in_use_since 1 March MALFORMED
                4 parts OIL MALFORMED
                5 parts OIL 1; OIL 2 DUPLICATE_ROW
                6 parts GHOST UNKNOWN_SKU
                7 run_hours 479 CONTRADICTION
                """);
    }
}
