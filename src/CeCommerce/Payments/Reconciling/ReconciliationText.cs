using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Reconciling;

/// <summary>Says a reconciliation to whoever asked for it at the command line.</summary>
internal static class ReconciliationText
{
    public static void Write(TextWriter console, Reconciled reconciled)
    {
        var run = reconciled.Run;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.FromDay:yyyy-MM-dd} – {run.ToDay.AddDays(-1):yyyy-MM-dd} (Asia/Tokyo, {run.Currency})  {run.Id}"));
        console.WriteLine($"{"",-34}{"帳簿 / books",18}{"処理会社 / processor",22}");
        console.WriteLine(Line("期首残高 / opening", run.BooksOpening, run.ProcessorOpening));
        console.WriteLine(Line("増減 / moved", run.BooksMoved, run.ProcessorMoved));
        console.WriteLine(Line("  うち帳簿外 / not in the books", 0, run.OutsideMoved));
        console.WriteLine(Line("期末残高 / closing", run.BooksClosing, run.ProcessorClosing));
        foreach (var exception in reconciled.Exceptions)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{ConstantCase.Of(exception.Kind.ToString())} {exception.Gateway} {exception.Subject} {Side("books", exception.Books, exception.BooksAt)} {Side($"processor {exception.ProcessorId}", exception.Processor, exception.ProcessorAt)}: {exception.Advice.Ja} / {exception.Advice.En}"));
        }

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"一致 {run.Matched} 件、例外 {run.ExceptionCount} 件、時期のずれ {run.TimingCount} 件 / {run.Matched} agree, {run.ExceptionCount} exceptions, {run.TimingCount} of timing"));
        if (run.IsClean)
        {
            console.WriteLine("帳簿と処理会社は一致しています。 / The books agree with the processor.");
        }
    }

    private static string Line(string what, long books, long processor) => string.Create(CultureInfo.InvariantCulture, $"{what,-34}{books,18:N0}{processor,22:N0}");

    private static string Side(string who, Money? amount, DateTimeOffset? at) => amount is { } money && at is { } when
        ? string.Create(CultureInfo.InvariantCulture, $"[{who}: {money.Amount} {money.Currency} {when.ToOffset(Tokyo.Offset):yyyy-MM-dd HH:mm:ss}]")
        : $"[{who}: –]";
}
