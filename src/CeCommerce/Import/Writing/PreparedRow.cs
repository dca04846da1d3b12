using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CeCommerce.Items;
using CeCommerce.Items.Acts;
using CeCommerce.Listings;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Standards;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Import.Writing;

/// <summary>A row that has been read and judged, before the database is asked.</summary>
/// <param name="Unit">Null when a finding blocks: the row cannot be an item.</param>
/// <param name="Facts">What the standards looked at; null with <paramref name="Unit"/>.</param>
/// <param name="Verdict">Null with <paramref name="Unit"/>.</param>
/// <param name="Findings">Of the reading, then of the standards.</param>
internal sealed record PreparedRow(
    int Row, string? SourceId, byte[] Digest, UnitOnOffer? Unit, ListingFacts? Facts, Compliance? Verdict, IReadOnlyList<RowFinding> Findings)
{
    /// <summary>Excused by what is waived for its listing today.</summary>
    public PreparedRow WaivedBy(IReadOnlyList<Waiver> waivers) => Verdict is null ? this : this with { Verdict = Verdict.WaivedBy(waivers) };

    /// <summary>By what its operator holds and says now.</summary>
    public PreparedRow Judged(StandardsEngine standards, OperatorFacts owner) => Facts is null ? this : Judged(standards, Facts with { Operator = owner });

    /// <summary>What recalls ask of it; null with <see cref="Unit"/>.</summary>
    public RecallSubject? Recall => Unit is null ? null : FactsOfListing.RecallSubjectOf(Unit.Item);

    /// <summary>By the recalls that concern its unit.</summary>
    public PreparedRow Judged(StandardsEngine standards, KnownRecalls recalls) =>
        Recall is { } unit && Facts is not null && recalls.Of(unit) is { } hit ? Judged(standards, Facts with { Recalls = hit }) : this;

    /// <summary>By what acts found of its unit, where the row says otherwise or nothing.</summary>
    public PreparedRow Judged(StandardsEngine standards, ItemFindings found)
    {
        if (Facts is null)
        {
            return this;
        }

        var known = found.Over(Unit!.Item);
        return Judged(standards, Facts with
        {
            Facts = known.Facts.With(Unit.Offer.Facts),
            FunctionalGrade = known.Condition.Functional,
            CosmeticGrade = known.Condition.Cosmetic,
            GradeScheme = known.Condition.Scheme,
        });
    }

    private PreparedRow Judged(StandardsEngine standards, ListingFacts facts)
    {
        var verdict = Compliance.Of(standards, facts);
        var ofReading = Findings.Take(Findings.Count - Verdict!.Findings.Count(finding => finding.Effect != FindingEffect.None));
        return this with { Facts = facts, Verdict = verdict, Findings = [.. ofReading, .. RowFinding.Unmet(verdict, standards)] };
    }
}

/// <summary>Judges rows as they are read; one for each import, used by one thread.</summary>
internal sealed class RowPreparation(StandardsEngine standards, Operator owner, DateOnly today)
{
    private readonly OperatorFacts _owner = FactsOfListing.Of(owner);

    // 16 bytes for a number however long it is: a hundred thousand rows take a few megabytes.
    private readonly HashSet<UInt128> _seen = [];

    /// <summary>Rows that an interrupted run has dealt with count as seen.</summary>
    public bool Sees(string sourceId) => _seen.Add(ShortDigest.Of(sourceId));

    /// <param name="failed">Told of an error that nobody foresaw, which the row bears alone.</param>
    public PreparedRow Prepare(StockRowRead read, Action<int, Exception> failed)
    {
        if (read.Failure is { } unread)
        {
            failed(read.Row, unread);
        }

        try
        {
            return Prepare(read);
        }
        catch (Exception failure) when (RowFailure.IsOfARow(failure))
        {
            failed(read.Row, failure);
            return Refused(read, []).Failed();
        }
    }

    private PreparedRow Prepare(StockRowRead read)
    {
        var findings = read.Findings.Select(RowFinding.Of).ToList();
        if (read.SourceId is { } id && !Sees(id))
        {
            findings.Add(RowFinding.Of(ItemRules.DuplicateRow, ItemRules.DuplicateRow.Field));
            return Refused(read, findings);
        }

        if (read.Value is not { } row)
        {
            return Refused(read, findings);
        }

        var unit = UnitOnOffer.From(row, owner.Id);
        if ((ItemLimits.Check(unit.Item) ?? OfferLimits.Check(unit.Offer)) is { } error)
        {
            findings.Add(RowFinding.Of(error));
            return Refused(read, findings);
        }

        if (Unstorable(row) is { } field)
        {
            findings.Add(RowFinding.Of(ItemRules.ValueUnreadable, field));
            return Refused(read, findings);
        }

        var facts = FactsOfListing.From(_owner, unit.Item, unit.Offer, today, KnownRecalls.None);
        var verdict = Compliance.Of(standards, facts);
        findings.AddRange(RowFinding.Unmet(verdict, standards));
        return new(read.Row, read.SourceId, row.Digest.ToArray(), unit, facts, verdict, findings);
    }

    /// <summary>What the limits of items and offers do not look at; null when the database can hold it.</summary>
    private static string? Unstorable(StockRow row) => !PlainText.IsStorable(row.SourceId)
        ? "sourceId"
        : row.Facts.All.Where(fact => !PlainText.IsStorable(fact.Text)).Select(fact => "facts." + FactCatalogue.Of(fact.Code).WireName).FirstOrDefault();

    private static PreparedRow Refused(StockRowRead read, List<RowFinding> findings) => new(read.Row, read.SourceId, [], null, null, null, findings);
}

/// <summary>Half a SHA-256: enough to tell the numbers of one file apart.</summary>
internal static class ShortDigest
{
    public static UInt128 Of(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
