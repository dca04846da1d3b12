using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Standards.Editions;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Standards.GraphQL;

/// <summary>Which rules were in use when, for those who run the platform and those who audit it.</summary>
internal sealed class EditionQueries
{
    private static readonly Keyset<ActivatedEdition> Newest = Keyset.For<ActivatedEdition>("rule-editions").Descending(edition => edition.Number);

    /// <summary>The editions of the rules that were activated, the one in use first. Needs the role PLATFORM or AUDITOR and the scope `compliance:read`.</summary>
    [Allow(Role.Platform, Role.Auditor, Scope = StandardsFeature.ComplianceRead)]
    public static Task<Page<ActivatedEdition>> RuleEditions(PageArguments page, [FromServices] CommerceDatabase database, CancellationToken cancellationToken) =>
        Newest.PageAsync(database.Set<ActivatedEdition>().AsNoTracking(), page, cancellation: cancellationToken);
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
