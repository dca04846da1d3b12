using System.CommandLine;
using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Reconciling;

/// <summary>
/// <c>reconcile</c>: compares the books with the processors, beside a running server or alone; names each exception in a line and then ends with 3, as <c>ledger verify</c> does.
/// </summary>
internal static class ReconcileCommand
{
    private const int Failed = 1;
    private const int Exceptions = 3;

    public static Command Create(CommandRunner run)
    {
        var from = new Option<DateOnly?>("--from") { Description = "First day, in Tokyo: 2026-11-01. As many days before --to as the server compares each night where it is left out." };
        var to = new Option<DateOnly?>("--to") { Description = "The day after the last; today where it is left out." };
        var processor = new Option<string?>("--processor") { Description = "Exceptions of this processor only, such as stripe." };
        var fetch = new Option<bool>("--fetch") { Description = "First fetch what the processor tells of those days." };
        var command = new Command("reconcile", "Compare the books with the processors, to the yen; 0 when they agree, 3 when not.") { from, to, processor, fetch };
        command.SetAction((parsed, cancellationToken) =>
        {
            var asked = new Asked(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(processor), parsed.GetValue(fetch));
            return run((services, stop) => RunAsync(services, asked, stop), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, Asked asked, CancellationToken cancellationToken)
    {
        var clock = services.GetRequiredService<PaymentClock>();
        var to = asked.To ?? Tokyo.DayOf(clock.Now);
        var period = new Period(asked.From ?? to.AddDays(-clock.Settings.ReconcileDays), to);
        if (period.From >= period.To)
        {
            return Refusals.Say(new PeriodEmpty());
        }

        if (asked.Fetch)
        {
            var fetch = services.GetRequiredService<SettlementFetch>();
            if (fetch.Gateways is [] || (asked.Processor is { } name && !fetch.Gateways.Contains(name)))
            {
                return Refusals.Say(new ProcessorNotFetched(asked.Processor));
            }

            try
            {
                var found = await fetch.RunAsync(period, asked.Processor, cancellationToken);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"新しい明細 {found} 件 / {found} new transactions"));
            }
            catch (PaymentGatewayUnavailable unavailable)
            {
                await Console.Error.WriteLineAsync($"処理会社に届きません。同じコマンドで続きから再開します。\nThe processor could not be reached; the same command goes on from here. {unavailable.Message}");
                return Failed;
            }
        }

        var reconciled = await services.GetRequiredService<Reconciler>().RunAsync(period, asked.Processor, nightly: false, cancellationToken);
        ReconciliationText.Write(Console.Out, reconciled);
        return reconciled.Run.IsClean ? 0 : Exceptions;
    }

    private sealed record Asked(DateOnly? From, DateOnly? To, string? Processor, bool Fetch);
}

/// <summary>Nothing lies between the days.</summary>
internal sealed record PeriodEmpty() : UserError("--to")
{
    public override string Code => "PERIOD_EMPTY";

    public override LocalText Message => new("--to は --from より後の日にしてください(--to の日は含みません)。", "--to is to be after --from; the day of --to is not among those compared.");
}

/// <summary>Only some processors tell of their balance over the network; of others a file is imported.</summary>
internal sealed record ProcessorNotFetched(string? Processor) : UserError("--processor")
{
    public override string Code => "PROCESSOR_NOT_FETCHED";

    public override LocalText Message => new(
        "この処理会社からは取得できません。CECOMMERCE_STRIPE_SECRET_KEY を設定するか、settlements import で明細ファイルを取り込んでください。",
        "Nothing can be fetched from that processor: set CECOMMERCE_STRIPE_SECRET_KEY, or import its file with settlements import.");
}
