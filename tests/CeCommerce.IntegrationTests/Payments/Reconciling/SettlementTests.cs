using System.Globalization;
using System.Text;
using CeCommerce.IntegrationTests.Orders;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Payments.Reconciling;
using CeCommerce.Payments.Reconciling.Files;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Reconciling;

/// <summary>What the sandbox tells, what files tell, and the nightly round over it.</summary>
public sealed class SettlementTests(OrderShop shop) : IClassFixture<OrderShop>
{
    [Fact]
    public async Task Two_servers_at_once_reconcile_a_night_once_and_find_the_sandbox_agreeing()
    {
        await shop.Paid();
        await shop.Paid();
        shop.Clock.Advance(Tokyo.StartOf(Tokyo.DayOf(shop.Clock.GetUtcNow()).AddDays(1)).AddHours(3) - shop.Clock.GetUtcNow());
        var other = shop.Start();
        var done = await Task.WhenAll(
            shop.On((NightlyReconciliation night) => night.RunAsync(default)), shop.On((NightlyReconciliation night) => night.RunAsync(default), other), shop.On((NightlyReconciliation night) => night.RunAsync(default), other));
        Assert.Equal(1, done.Sum());
        Assert.Equal(0, await shop.On((NightlyReconciliation night) => night.RunAsync(default)));
        Assert.Equal(1L, await shop.Scalar("SELECT count(*) FROM payments.reconciliations WHERE nightly AND exception_count = 0 AND matched >= 2 AND books_moved = processor_moved"));
    }

    [Fact]
    public async Task The_command_fetches_says_each_exception_and_ends_with_3_or_with_0()
    {
        await shop.Paid();
        var today = Tokyo.DayOf(shop.Clock.GetUtcNow());
        var (before, named, _) = await CommandAsync("reconcile", "--from", Iso(today.AddDays(-20)), "--to", Iso(today.AddDays(1)), "--processor", "unheard");
        Assert.True(before == 0, named);
        var (clean, said, errors) = await CommandAsync("reconcile", "--from", Iso(today.AddDays(-20)), "--to", Iso(today.AddDays(1)), "--processor", "sandbox", "--fetch");
        Assert.True(clean == 0, said + errors);
        Assert.Contains("The books agree with the processor.", said, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandAsync("reconcile", "--from", Iso(today), "--to", Iso(today))).ExitCode);
        Assert.Equal(2, (await CommandAsync("reconcile", "--processor", "unheard", "--fetch")).ExitCode);
    }

    [Fact]
    public async Task A_settlement_file_is_taken_in_once_and_wholly_or_not_at_all()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var good = "取引番号,種別,金額,手数料,差引額,取引日時\nA-1,売上,\"12,000\",432,11568,2026/11/01 23:59:59\nA-2,返金,-2000,0,-2000,2026-11-02 00:00:00\n";
        Assert.Equal((2, 0, 0), await ImportAsync(Encoding.GetEncoding(932).GetBytes(good)));
        Assert.Equal((0, 2, 0), await ImportAsync(Encoding.UTF8.GetBytes(good)));
        Assert.Equal((0, 0, 1), await ImportAsync(Encoding.UTF8.GetBytes(good.Replace("12,000", "12,001", StringComparison.Ordinal).Replace(",11568", ",11569", StringComparison.Ordinal) + "A-3,売上,5,0,5,2026-11-02 00:00:00\n")));
        Assert.Equal(2L, await shop.Scalar("SELECT count(*) FROM payments.balance_transactions WHERE gateway = 'paper'"));
        Assert.Equal(432L, await shop.Scalar("SELECT sum(e.amount)::bigint FROM payments.entries e JOIN payments.movements m ON m.id = e.movement_id JOIN payments.balance_transactions t ON t.id = m.cause_id AND t.gateway = 'paper' WHERE m.kind = 'ProcessorFee' AND e.amount > 0"));
    }

    [Fact]
    public async Task A_file_of_a_processor_that_can_be_asked_is_not_taken_in()
    {
        var outcome = await shop.On((SettlementImport import) => import.RunAsync("sandbox", [], default));
        Assert.IsType<ProcessorNotImported>(outcome.Error);
    }

    private async Task<(int Kept, int Known, int Findings)> ImportAsync(byte[] file)
    {
        var imported = (await shop.On((SettlementImport import) => import.RunAsync("paper", file, default))).Value!;
        return (imported.Kept, imported.Known, imported.Findings.Count);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<(int ExitCode, string Output, string Errors)> CommandAsync(params string[] arguments) => ServerProcess.RunAsync(
        shop.Home,
        arguments,
        ("CECOMMERCE_DATABASE", shop.ConnectionString),
        ("ASPNETCORE_ENVIRONMENT", "Development"),
        ("CECOMMERCE_CLOCK", shop.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture)));
}
