using CeCommerce.Standards.GraphQL;
using CeCommerce.Standards.OperatorRules;
using GraphQL.Types;

namespace CeCommerce.Operators.Rules;

/// <summary>A stored version of an operator's own rules without its text.</summary>
internal sealed class OperatorRulePack
{
    public required string Version { get; init; }

    public required byte[] Digest { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required string AddedBy { get; init; }

    public string Sha256 => Convert.ToHexStringLower(Digest);

    public static OperatorRulePack Of(StoredOperatorPack stored) => new() { Version = stored.Version, Digest = stored.Digest, AddedAt = stored.AddedAt, AddedBy = stored.AddedBy };
}

/// <summary>What GraphQL shows of an operator's own rules.</summary>
internal sealed class OperatorRulePackGraphType : ObjectGraphType<OperatorRulePack>
{
    public OperatorRulePackGraphType()
    {
        Name = "OperatorRulePack";
        Description = "Rules that an operator holds its own listings to, beyond those of the edition, in one version; it never changes.";
        Field(x => x.Version).Description("E.g. `2026.12.1`.");
        Field(x => x.Sha256).Description("SHA-256 of its file, 64 lower-case hex digits.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<RuleType>>>>("rules").Description("Its clauses; none when this version of the product cannot read it.")
            .ResolveAsync(async x => (await x.RequestServices!.GetRequiredService<OperatorPacks>().FindAsync(x.Source.Sha256, x.CancellationToken))?.Rules ?? []);
        Field(x => x.AddedAt).Description("Since when it is stored.");
        Field(x => x.AddedBy).Description("By which app.");
    }
}
