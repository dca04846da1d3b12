namespace CeCommerce.Benchmarks.SideBySide;

/// <summary>The sandbox processor takes neither new cards nor refunds for a while, so that orders wait for it half-way: unpaid, and with a refund pending.</summary>
internal static class ProcessorSilence
{
    public static Task BeginAsync(StockedHome home) => home.ExecuteAsync(
        """
        CREATE FUNCTION payments.be_silent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the processor is silent'; END $$;
        CREATE TRIGGER tr_silent_to_cards BEFORE INSERT ON payments.sandbox_charges FOR EACH ROW WHEN (NEW.method = 'card_success') EXECUTE FUNCTION payments.be_silent();
        CREATE TRIGGER tr_silent_to_refunds BEFORE UPDATE ON payments.sandbox_charges FOR EACH ROW WHEN (NEW.status = 'Refunded') EXECUTE FUNCTION payments.be_silent();
        """);

    public static Task EndAsync(StockedHome home) => home.ExecuteAsync("DROP FUNCTION payments.be_silent CASCADE");
}
