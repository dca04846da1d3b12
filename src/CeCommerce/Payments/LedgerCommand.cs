using System.CommandLine;
using CeCommerce.Payments.Ledger;
using CeCommerce.Payments.Ledger.Log;
using CeCommerce.Platform;

namespace CeCommerce.Payments;

/// <summary><c>ledger verify</c>: proves the books, beside a running server or alone; says what is wrong line by line and then ends with 3. A database of another version it leaves as it is and refuses.</summary>
internal static class LedgerCommand
{
    private const int Flawed = 3;

    public static Command Create(CommandRunner run)
    {
        var verify = new Command("verify", "Prove that the books add up and agree with payments and orders; 0 when they do, 3 when not.");
        verify.SetAction((_, cancellationToken) => run(VerifyAsync, cancellationToken));
        return new Command("ledger", "The books.") { verify };
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        IReadOnlyList<LedgerFlaw> flaws =
        [
            .. await services.GetRequiredService<LedgerVerification>().FlawsAsync(cancellationToken),
            .. await services.GetRequiredService<LogVerification>().FlawsAsync([], cancellationToken),
        ];
        foreach (var flaw in flaws)
        {
            Console.WriteLine($"{flaw.Subject}: {flaw.Message.Ja} / {flaw.Message.En}");
        }

        Console.WriteLine(flaws.Count == 0 ? "帳簿に誤りはありません。 / The books are right." : $"誤り {flaws.Count} 件(種類ごとに100件まで) / {flaws.Count} flaws, at most 100 of each sort");
        return flaws.Count == 0 ? 0 : Flawed;
    }
}
