using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Payments.Ledger;
using Npgsql;

namespace CeCommerce.IntegrationTests.Invoices;

/// <summary>M3: the invoice of a month rounds its tax once. A unit of 19,800 yen bears a fee of 1,989 and 198 of tax.</summary>
public sealed class FeeInvoiceTests(OrderShop shop) : IClassFixture<OrderShop>
{
    private readonly FeeMonths _months = new(shop);

    [Fact]
    public async Task M3_the_tax_of_a_month_is_rounded_once_and_the_difference_posted_when_it_is_issued()
    {
        var (seller, other) = (await shop.RegisterAsync("billed"), shop.Start());
        await _months.RuleAsync(1_005);
        await _months.CompletedAsync(seller);

        // Nobody has said who the platform is, so nobody bills this month.
        _months.NextMonth(after: TimeSpan.FromHours(2));
        Assert.Equal(0, await _months.BillAsync());
        await _months.PlatformAsync();
        await _months.CompletedAsync(seller);
        await _months.CompletedAsync(seller);
        Assert.Equal(0, await _months.BillAsync());
        _months.NextMonth(after: TimeSpan.FromMinutes(59));
        Assert.Equal(0, await _months.BillAsync());
        shop.Clock.Advance(TimeSpan.FromMinutes(2));

        await BreakOffAsync();
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _months.BillAsync(i % 2 == 0 ? shop.Server : other)))).Sum());
        Assert.Equal(0, await _months.BillAsync(other));

        var invoice = Assert.Single(await _months.OfAsync(seller));
        var rate = Assert.Single(invoice.Said.Rates);
        Assert.Equal((10, 3_978, 397, 396), (rate.RatePercent, rate.Net.Amount, rate.Tax.Amount, rate.TaxOfLines.Amount));
        Assert.Equal((4_375, 1, "2027-000001"), (invoice.Total.Amount, invoice.TaxDifference, invoice.Number));
        Assert.Equal((new(2026, 12, 1), new(2026, 12, 31), new(2027, 1, 1)), (invoice.Said.From, invoice.Said.To, invoice.IssuedOn));
        Assert.Equal(("プラットフォーム株式会社", "株式会社まわる", true), (invoice.Said.Issuer.Name, invoice.Said.Recipient, invoice.IsQualified));

        // 198 of November, and what the invoice says.
        Assert.Equal(198L + 397, await BookedAsync("FeeTax"));
        Assert.Equal(3L * 1_989, await BookedAsync("FeeIncome"));
        Assert.Empty(await FlawsAsync());
        await Assert.ThrowsAsync<PostgresException>(() => shop.Scalar("UPDATE invoices.fee_invoices SET number = 'X'"));
        await Assert.ThrowsAsync<PostgresException>(() => shop.Scalar("DELETE FROM invoices.fee_invoices"));
        await VerifyNoticesAsync();
    }

    /// <summary>A server that dies while it issues leaves neither document nor number behind.</summary>
    private async Task BreakOffAsync()
    {
        await shop.Scalar("CREATE FUNCTION public.break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the power went off'; END $$; CREATE TRIGGER break_off BEFORE INSERT ON payments.movements FOR EACH ROW WHEN (NEW.kind = 'FeeInvoice') EXECUTE FUNCTION public.break_off()");
        Assert.Equal(0, await _months.BillAsync());
        await shop.Scalar("DROP TRIGGER break_off ON payments.movements; DROP FUNCTION public.break_off");
        Assert.Equal(0L, await shop.Scalar("SELECT count(*) FROM invoices.fee_invoices"));
        Assert.Equal(0L, await shop.Scalar("SELECT count(*) FROM payments.movements WHERE kind = 'FeeInvoice'"));
    }

    /// <summary>What the document says and the books do not have is named.</summary>
    private async Task VerifyNoticesAsync()
    {
        await ChangeAsync("tax_difference = 2");
        Assert.Contains(await FlawsAsync(), flaw => flaw.ToString().Contains("FeeTax", StringComparison.Ordinal));
        await ChangeAsync("tax_difference = 1");
        Assert.Empty(await FlawsAsync());
    }

    private async Task ChangeAsync(string change) => await shop.Scalar(
        $"ALTER TABLE invoices.fee_invoices DISABLE TRIGGER tr_fee_invoices_append_only; UPDATE invoices.fee_invoices SET {change}; ALTER TABLE invoices.fee_invoices ENABLE TRIGGER tr_fee_invoices_append_only");

    private async Task<long> BookedAsync(string account) =>
        (long)(await shop.Scalar($"SELECT sum(e.amount)::bigint FROM payments.entries e JOIN payments.accounts a ON a.id = e.account_id WHERE a.kind = '{account}'"))!;

    private Task<IReadOnlyList<LedgerFlaw>> FlawsAsync() => shop.On((LedgerVerification books) => books.FlawsAsync(default));
}
