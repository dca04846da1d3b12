using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.Packs;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Standards.GraphQL;

/// <summary>Which rules were in use when, for those who run the platform and those who audit it.</summary>
internal sealed class EditionQueries
{
    private static readonly Keyset<ActivatedEdition> Newest = Keyset.For<ActivatedEdition>("rule-editions").Descending(edition => edition.Number);

    private static readonly Keyset<StoredRulePack> ByCode = Keyset.For<StoredRulePack>("rule-packs").Ascending(pack => pack.Code).ThenAscending(pack => pack.Version);

    /// <summary>The packs of rules and of lists that are stored, in use or not, by code. Needs the role PLATFORM or AUDITOR and the scope `compliance:read`.</summary>
    [Allow(Role.Platform, Role.Auditor, Scope = StandardsFeature.ComplianceRead)]
    public static Task<Page<StoredRulePack>> RulePacks(PageArguments page, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) => ByCode.PageAsync(
        database.Set<StoredPack>().AsNoTracking().Select(pack => new StoredRulePack
        {
            Code = pack.Code,
            Version = pack.Version,
            Digest = pack.Digest,
            AddedAt = pack.AddedAt,
            AddedBy = pack.AddedBy,
        }),
        page,
        cancellation: cancellationToken);

    /// <summary>The editions of the rules that were activated, the one in use first. Needs the role PLATFORM or AUDITOR and the scope `compliance:read`.</summary>
    [Allow(Role.Platform, Role.Auditor, Scope = StandardsFeature.ComplianceRead)]
    public static Task<Page<ActivatedEdition>> RuleEditions(PageArguments page, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(database.Set<ActivatedEdition>().AsNoTracking(), page, cancellation: cancellationToken);
}

/// <summary>A stored pack without its text.</summary>
internal sealed class StoredRulePack
{
    public required string Code { get; init; }

    public required string Version { get; init; }

    public required byte[] Digest { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required string AddedBy { get; init; }
}

/// <summary>What GraphQL shows of a stored pack.</summary>
internal sealed class StoredRulePackType : ObjectGraphType<StoredRulePack>
{
    public StoredRulePackType()
    {
        Name = "StoredRulePack";
        Description = "A pack of rules or of lists in one version; it never changes.";
        Field(x => x.Code).Description("E.g. `pse-psc`; `goods-lists`, `claim-terms` and `offered-terms` for the lists.");
        Field<NonNullGraphType<Platform.GraphQL.Types.CommerceEnumType<RulePackKind>>>("kind").Description("What it holds.").Resolve(x => RulePack.KindOf(x.Source.Code));
        Field(x => x.Version).Description("E.g. `2026.11.4`.");
        Field<NonNullGraphType<StringGraphType>>("sha256").Description("SHA-256 of its file, 64 lower-case hex digits.").Resolve(x => Convert.ToHexStringLower(x.Source.Digest));
        Field<NonNullGraphType<BooleanGraphType>>("inUse").Description("Whether the edition in use has it.").Resolve(x =>
            x.RequestServices!.GetRequiredService<StandardsEngine>().Edition.Packs.Any(pack => pack.Code == x.Source.Code && pack.Version == x.Source.Version));
        Field(x => x.AddedAt).Description("Since when it is stored.");
        Field(x => x.AddedBy).Description("By which app.");
    }
}

/// <summary>What GraphQL shows of an activation.</summary>
internal sealed class ActivatedEditionType : ObjectGraphType<ActivatedEdition>
{
    public ActivatedEditionType()
    {
        Name = "ActivatedEdition";
        Description = "An edition of the rules as it was taken into use on every server, until the next one was.";
        Field(x => x.Number).Description("1 and so on.");
        Field(x => x.Version).Description("What verdicts name, e.g. `jp-2026.11.4`.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<Platform.GraphQL.Types.CommerceObjectType<RulePackVersion>>>>>("packs").Description("Its packs, by code.")
            .Resolve(x => x.Source.Packs.OrderBy(pack => pack.Key, StringComparer.Ordinal).Select(pack => new RulePackVersion(pack.Key, pack.Value)));
        Field(x => x.ActivatedAt).Description("Since when.");
        Field(x => x.ActivatedBy).Description("By which app.");
        Field(x => x.GraceDays).Description("For how many days listings that only it refuses may stay on the shelf.");
    }
}
