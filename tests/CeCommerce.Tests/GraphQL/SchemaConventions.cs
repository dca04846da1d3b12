using System.Text.RegularExpressions;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL.Types;

namespace CeCommerce.Tests.GraphQL;

/// <summary>What a client may count on all over the schema. Each convention names what breaks it, as <c>convention: Type.field</c>.</summary>
internal static partial class SchemaConventions
{
    /// <summary>Numbers that somebody else gives: an operator's own, OAuth's, and those of the rules.</summary>
    private static readonly HashSet<string> NotOurIds = new(StringComparer.Ordinal) { "sourceId", "clientId", "ruleId" };

    private static readonly Func<CommerceSchema, IEnumerable<string>>[] All =
    [
        MutationsAreVerbAndNoun, MutationsTakeOneInput, MutationsReturnOnePayload, MutationsNameTheirTargetByItsType, MutationsAreSafeToRepeat,
        MutationsListTheirRefusals, IdsAreIds, IdsHaveTheirThingBeside, ThingsWithIdsAreNodes, InterfacesAgree, ConnectionsArePaged,
        ListsHoldNoNulls, RefusalsHaveCodesOfAnEnum, ScalarsSayWhatSpecifiesThem, WordsAreEnums, TextsOfAFormHaveAType, EnumsAreSpelledAlike,
        MomentsAreWholeMilliseconds, NothingRefusesInsideWhatIsNeverNull, WhatIsOnesOwnStandsUnderViewer,
    ];

    public static IReadOnlyList<string> Broken(CommerceSchema schema) => [.. All.SelectMany(convention => convention(schema)).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> MutationsAreVerbAndNoun(CommerceSchema schema) => schema.Mutation!.Fields
        .Where(field => !field.Name.Any(char.IsUpper)).Select(field => $"mutation without a noun: {field.Name}");

    private static IEnumerable<string> MutationsTakeOneInput(CommerceSchema schema) => schema.Mutation!.Fields
        .Where(field => field.Arguments is not [{ Name: "input", ResolvedType: NonNullGraphType { ResolvedType: IInputObjectGraphType input } }] || input.Name != Capital(field.Name) + "Input")
        .Select(field => $"mutation without an input of its own: {field.Name}");

    private static IEnumerable<string> MutationsReturnOnePayload(CommerceSchema schema) => schema.Mutation!.Fields
        .Where(field => field.ResolvedType is not NonNullGraphType { ResolvedType: IObjectGraphType payload }
            || payload.Name != Capital(field.Name) + "Payload"
            || payload.Fields.Find("errors") is not { } errors || errors.ResolvedType!.ToString() != "[UserError!]!")
        .Select(field => $"mutation without a payload of its own: {field.Name}");

    private static IEnumerable<string> MutationsNameTheirTargetByItsType(CommerceSchema schema) => Inputs(schema)
        .Where(mutation => mutation.Input.Fields.Find("id") is not null).Select(mutation => $"target is called id: {mutation.Field.Name}");

    private static IEnumerable<string> MutationsAreSafeToRepeat(CommerceSchema schema) => Inputs(schema)
        .Where(mutation => mutation.Input.Fields.Find("idempotencyKey") is null && mutation.Input.Fields.Find("expectedVersion") is null)
        .Select(mutation => $"neither idempotencyKey nor expectedVersion: {mutation.Field.Name}");

    private static IEnumerable<string> MutationsListTheirRefusals(CommerceSchema schema) => schema.Mutation!.Fields
        .Where(field => !Code().IsMatch(field.Description ?? "")).Select(field => $"refusals are not in the description: {field.Name}");

    private static IEnumerable<string> IdsAreIds(CommerceSchema schema) => Members(schema)
        .Where(member => IsId(member.Name) && Named(member.Type).Name != "ID").Select(member => $"id that is no ID: {member.Path}");

    private static IEnumerable<string> IdsHaveTheirThingBeside(CommerceSchema schema) => Objects(schema)
        .SelectMany(type => type.Fields.Where(field => field.Name != "id" && IsId(field.Name) && !field.Name.EndsWith("Ids", StringComparison.Ordinal) && type.Fields.Find(field.Name[..^2]) is null)
            .Select(field => $"id without its thing: {type.Name}.{field.Name}"));

    private static IEnumerable<string> ThingsWithIdsAreNodes(CommerceSchema schema) => Objects(schema)
        .Where(type => type.Fields.Find("id") is not null && !type.ResolvedInterfaces.Any(one => one.Name == "Node")).Select(type => $"id that cannot be fetched: {type.Name}");

    private static IEnumerable<string> InterfacesAgree(CommerceSchema schema) => schema.AllTypes.OfType<IInterfaceGraphType>()
        .SelectMany(one => one.PossibleTypes.SelectMany(type => type.Fields).GroupBy(field => field.Name, StringComparer.Ordinal)
            .Where(fields => one.Name != "Node" && fields.Select(field => field.ResolvedType!.ToString()).Distinct().Skip(1).Any())
            .Select(fields => $"members of an interface disagree: {one.Name}.{fields.Key}"));

    private static IEnumerable<string> ConnectionsArePaged(CommerceSchema schema) => Objects(schema)
        .SelectMany(type => type.Fields.Where(field => Named(field.ResolvedType!).Name.EndsWith("Connection", StringComparison.Ordinal) && field.Arguments?.Find("first") is null)
            .Select(field => $"connection without first: {type.Name}.{field.Name}"));

    /// <summary>Relay's <c>nodes</c> answers null for each id that it does not find.</summary>
    private static IEnumerable<string> ListsHoldNoNulls(CommerceSchema schema) => Members(schema)
        .Where(member => HoldsNulls(member.Type) && member.Path != "Query.nodes").Select(member => $"list that may hold nulls: {member.Path}");

    private static IEnumerable<string> RefusalsHaveCodesOfAnEnum(CommerceSchema schema) => schema.AllTypes.OfType<IInterfaceGraphType>()
        .Where(type => type.Name == "UserError" && Named(type.Fields.Find("code")!.ResolvedType!) is not EnumerationGraphType).Select(_ => "code that is no enum: UserError.code");

    private static IEnumerable<string> ScalarsSayWhatSpecifiesThem(CommerceSchema schema) => ScalarLine().Matches(schema.Print())
        .Where(line => !line.Value.Contains("@specifiedBy", StringComparison.Ordinal)).Select(line => $"scalar without @specifiedBy: {line.Groups["name"].Value}");

    private static IEnumerable<string> WordsAreEnums(CommerceSchema schema) => Members(schema)
        .Where(member => member.Name is "kind" or "state" or "status" or "role" or "problem" or "outcome" or "severity" or "namespace" or "scopes" && Named(member.Type).Name == "String")
        .Select(member => $"word that is no enum: {member.Path}");

    private static IEnumerable<string> TextsOfAFormHaveAType(CommerceSchema schema) => Members(schema)
        .Where(member => Named(member.Type).Name == "String" && Form().IsMatch(member.Name)).Select(member => $"text of a form without a type: {member.Path}");

    private static IEnumerable<string> EnumsAreSpelledAlike(CommerceSchema schema) => schema.AllTypes.OfType<EnumerationGraphType>().Where(IsOurs)
        .SelectMany(type => type.Values.Where(value => !Spelling().IsMatch(value.Name)).Select(value => $"enum value of another spelling: {type.Name}.{value.Name}"));

    private static IEnumerable<string> MomentsAreWholeMilliseconds(CommerceSchema schema) =>
        schema.AllTypes["DateTime"] is ScalarGraphType scalar && scalar.Serialize(DateTimeOffset.UnixEpoch.AddTicks(1_234_567)) is "1970-01-01T00:00:00.123+00:00"
            ? []
            : ["finer than milliseconds: DateTime"];

    private static IEnumerable<string> NothingRefusesInsideWhatIsNeverNull(CommerceSchema schema) => Objects(schema)
        .Where(type => type != schema.Query && type != schema.Mutation && type != schema.Subscription)
        .SelectMany(type => type.Fields.Where(field => field.ResolvedType is NonNullGraphType && AccessRule.Of(field) is { Open: false }).Select(field => $"refuses inside what is never null: {type.Name}.{field.Name}"));

    private static IEnumerable<string> WhatIsOnesOwnStandsUnderViewer(CommerceSchema schema) =>
        schema.Query!.Fields.Find("viewer") is null ? ["what is the caller's own does not stand under: Query.viewer"] : [];

    private static IEnumerable<(FieldType Field, IInputObjectGraphType Input)> Inputs(CommerceSchema schema) => schema.Mutation!.Fields
        .Select(field => (field, Named(field.Arguments![0].ResolvedType!) as IInputObjectGraphType)).Where(pair => pair.Item2 is not null)!;

    private static IEnumerable<IObjectGraphType> Objects(CommerceSchema schema) => schema.AllTypes.OfType<IObjectGraphType>().Where(IsOurs);

    private static IEnumerable<Member> Members(CommerceSchema schema) => schema.AllTypes.OfType<IComplexGraphType>().Where(IsOurs)
        .SelectMany(type => type.Fields.SelectMany(field => (field.Arguments ?? [])
            .Select(argument => new Member($"{type.Name}.{field.Name}({argument.Name})", argument.Name, argument.ResolvedType!))
            .Prepend(new Member($"{type.Name}.{field.Name}", field.Name, field.ResolvedType!))));

    private static bool IsOurs(IGraphType type) => !type.Name.StartsWith("__", StringComparison.Ordinal);

    private static bool IsId(string name) =>
        !NotOurIds.Contains(name) && (name is "id" or "ids" || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Ids", StringComparison.Ordinal));

    private static bool HoldsNulls(IGraphType? type) => type switch
    {
        NonNullGraphType some => HoldsNulls(some.ResolvedType),
        ListGraphType list => list.ResolvedType is not NonNullGraphType || HoldsNulls(list.ResolvedType),
        _ => false,
    };

    private static IGraphType Named(IGraphType type) => type switch
    {
        NonNullGraphType some => Named(some.ResolvedType!),
        ListGraphType list => Named(list.ResolvedType!),
        _ => type,
    };

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    [GeneratedRegex("`[A-Z]+(?:_[A-Z]+)+`", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex("^scalar (?<name>\\w+).*$", RegexOptions.Multiline, 1000)]
    private static partial Regex ScalarLine();

    [GeneratedRegex("^(?:url|.*Url|.*[dD]igest|prefecture)$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex("^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Spelling();

    private sealed record Member(string Path, string Name, IGraphType Type);
}
