using System.Globalization;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices.Agency;

/// <summary>Keeps what the platform says of itself on tax documents, day after day.</summary>
internal sealed class PlatformIssuerService(CommerceDatabase database, IdempotencyKeys keys, TimeProvider clock)
{
    private const int LongestName = 200;
    private const int LongestContact = 300;

    private readonly AtomicChanges _changes = new(database, keys, new PlatformIssuerBusy("input"));

    public async Task<Outcome<PlatformIssuer>> SetAsync(Caller caller, SetPlatformIssuerInput input, CancellationToken cancellationToken)
    {
        var number = WrittenNumbers.Invoice(input.RegistrationNumber);
        return Invalid(input, number) ?? await _changes.OnceAsync(
            new(caller, "setPlatformIssuer", input.IdempotencyKey, new { input.LegalName, input.TradeName, number, input.PostalCode, input.Address, input.Phone, input.From }),
            () => DecideAsync(input, number, cancellationToken),
            issuer => issuer.From.ToString("O", CultureInfo.InvariantCulture),
            async from => await database.Set<PlatformIssuer>().AsNoTracking().SingleAsync(x => x.From == DateOnly.ParseExact(from, "O", CultureInfo.InvariantCulture), cancellationToken),
            cancellationToken);
    }

    private async Task<Outcome<PlatformIssuer>> DecideAsync(SetPlatformIssuerInput input, string? number, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var tomorrow = Tokyo.DayOf(now).AddDays(1);
        var from = input.From ?? tomorrow;
        if (from < tomorrow)
        {
            return new PlatformIssuerTooEarly(tomorrow, "input", "from");
        }

        if (await database.Set<PlatformIssuer>().AnyAsync(x => x.From == from, cancellationToken))
        {
            return new PlatformIssuerSet(from, "input", "from");
        }

        var issuer = Agency.PlatformIssuer.Of(input, number, from, now);
        database.Add(issuer);
        return issuer;
    }

    /// <summary>The platform is a company, so its number is T and its corporate number with a right check digit (T4).</summary>
    private static PlatformIssuerInvalid? Invalid(SetPlatformIssuerInput input, string? number)
    {
        if (!IsText(input.LegalName, LongestName) || (input.TradeName is { } trade && !IsText(trade, LongestName)))
        {
            return new(new("名称を 1〜200 文字で入力してください。", "A name has 1 to 200 characters."), "input", "legalName");
        }

        if (number is not null && (CheckDigits.InvoiceNumber(number) != NumberCheck.Valid || CheckDigits.CorporateNumber(number.AsSpan(1)) != NumberCheck.Valid))
        {
            return new(new("登録番号は T と法人番号 13 桁です。検査数字を確認してください。", "The registration number is T and the 13 digits of the corporate number; check its check digit."), "input", "registrationNumber");
        }

        string[] contact = [input.PostalCode, input.Address, input.Phone];
        return contact.All(part => IsText(part, LongestContact))
            ? null
            : new(new("郵便番号・住所・電話番号を 300 文字以内で入力してください。", "Postal code, address and phone have 1 to 300 characters each."), "input", "address");
    }

    private static bool IsText(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && PlainText.IsStorable(text);
}
