using CeCommerce.Invoices.Agency;
using CeCommerce.Invoices.Content;
using CeCommerce.Invoices.Rounding;
using CeCommerce.Operators;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Invoices;

/// <summary>By what the document of a supply is written: its seller as it was on record at the supply, and how it rounds on the day of issue.</summary>
internal sealed class SupplyTerms(CommerceDatabase database, Agencies agencies)
{
    public async Task<InvoiceTerms> OfAsync(OperatorId id, Supply supply, CancellationToken cancellationToken)
    {
        var seller = await database.Set<Operator>().SingleAsync(x => x.Id == id, cancellationToken);
        var profile = seller.RecordedAt <= supply.At ? seller.Profile : await AtAsync(seller, supply.At, cancellationToken);
        var choice = await database.Set<RoundingChoice>().AsNoTracking().SingleOrDefaultAsync(x => x.OperatorId == id, cancellationToken);
        var (own, rounding) = (PartyOf(profile), RoundingChoice.On(choice, supply.IssuedOn));
        return await agencies.OfAsync(id, own.RegistrationNumber, supply, cancellationToken) is { } platform
            ? new(platform.AsParty(), own, Qualified: true, rounding)
            : new(own, null, own.RegistrationNumber is not null, rounding);
    }

    /// <summary>Versions keep no contact, so it is today's.</summary>
    private async Task<OperatorProfile> AtAsync(Operator seller, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var then = await database.Set<OperatorVersion>().AsNoTracking()
            .Where(version => version.OperatorId == seller.Id && version.RecordedUntil > at).OrderBy(version => version.RecordedUntil).FirstOrDefaultAsync(cancellationToken);
        return then is null ? seller.Profile : then.Content.Profile with { Contact = seller.Profile.Contact };
    }

    /// <summary>Only who owes tax can be registered (消費税法 57-2); a profile that says a number and no tax is taken at its word on the tax.</summary>
    private static bool IsRegistered(OperatorProfile profile) => profile is { IsTaxable: true, InvoiceNumber: not null };

    private static InvoiceParty PartyOf(OperatorProfile profile) => new(
        profile.LegalName, profile.TradeName, IsRegistered(profile) ? profile.InvoiceNumber : null, profile.Contact.PostalCode, profile.Contact.Address, profile.Contact.Phone);
}
