package penstock.channels.spi;

/** How long a call may take in all, from connecting to the last byte of the reply. */
public enum Patience {
    /** 15 seconds: anything that one listing or order waits for. */
    QUICK,
    /** 120 seconds: documents and feeds. */
    BULK
}
