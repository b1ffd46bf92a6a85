package penstock.routes.transport;

import java.time.LocalDate;

/** Remembers how much of an account's daily quotas is used, so that whoever works the account next does not begin anew. Any thread. */
public interface QuotaMemory {

    /** Forgets. */
    QuotaMemory NONE = new QuotaMemory() {
        @Override
        public int used(AccountKey account, String operation, LocalDate day) {
            return 0;
        }

        @Override
        public void note(AccountKey account, String operation, LocalDate day, int used) {}
    };

    /** Units of an operation that were used on a day. */
    int used(AccountKey account, String operation, LocalDate day);

    /** Notes how many there are by now. */
    void note(AccountKey account, String operation, LocalDate day, int used);
}
