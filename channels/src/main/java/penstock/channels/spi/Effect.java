package penstock.channels.spi;

/** Whether a call changes something at the other side. */
public sealed interface Effect {

    /** Changes nothing and may be repeated. */
    Read READ = new Read();

    /** A call that changes something; {@code ref} is under what its outcome is looked up when the reply is lost. */
    static Effect write(String ref) {
        return new Write(ref);
    }

    /** See {@link #READ}. */
    record Read() implements Effect {}

    /** See {@link #write}. */
    record Write(String ref) implements Effect {}
}
