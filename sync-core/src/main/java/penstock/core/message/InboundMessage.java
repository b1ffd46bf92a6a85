package penstock.core.message;

/** What a raw message means, in canonical words. */
public sealed interface InboundMessage permits OrderSnapshot, OrderEdit, OrderChanged, ShownQuantity, ProviderUpdate {}
