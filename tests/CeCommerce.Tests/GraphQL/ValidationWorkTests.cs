using System.Diagnostics;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.GraphQL;

/// <summary>Documents within the limits that are made to be hard, each against an easy one of as many tokens.</summary>
public sealed class ValidationWorkTests
{
    private const int Rounds = 5;

    private static readonly CommerceSchema Schema = new ServiceCollection().AddDemoShop().BuildServiceProvider().GetRequiredService<CommerceSchema>();

    private static readonly string Easy = $"{{ toys(first: 1) {{ nodes {{ {string.Concat(Enumerable.Repeat("id ", 4_900))}}} }} }}";

    private static string Each(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    public static TheoryData<string, string> Hard => new()
    {
        { "fragments", $"{{ toys(first: 1) {{ nodes {{ {Each(540, i => $"...F{i} ")}}} }} }} {Each(540, i => $"fragment F{i} on Toy {{ id }} ")}" },
        { "nested fragments", $"{{ toys(first: 1) {{ nodes {{ ...F0 }} }} }} {Each(130, i => $"fragment F{i} on Toy {{ id ...F{i + 1} ...F{i + 1} ... on Toy {{ ...F{i + 1} }} }} ").Replace("...F130", "id", StringComparison.Ordinal)}" },
        { "inline fragments", $"{{ toys(first: 1) {{ nodes {{ {Each(700, _ => "... on Toy { id } ")}}} }} }}" },
        { "objects", $"{{ toys(first: 1) {{ nodes {{ {Each(1_200, _ => "maker { name } ")}}} }} }}" },
        { "arguments", $"{{ toys(first: 1) {{ nodes {{ id }} }} ...F }} fragment F on Query {{ {Each(10, i => $"a{i}: node(id: \"{new string('x', 2_000)}\") {{ ...G }} ")}}} fragment G on Node {{ {Each(900, _ => "id ")}}}" },
        { "unused fragments", $"{{ hello }} {Each(690, i => $"fragment F{i} on Toy {{ id }} ")}" },
        { "unknown fields", $"{{ toys(first: 1) {{ nodes {{ {Each(4_900, i => $"{new string('x', 15)}{i} ")}}} }} }}" },
        { "unknown types", $"{{ toys(first: 1) {{ nodes {{ {Each(690, i => $"... on {new string('X', 100)}{i} {{ id }} ")}}} }} }}" },
        { "unknown fragments", $"{{ toys(first: 1) {{ nodes {{ {Each(2_400, i => $"...F{i} ")}}} }} }}" },
        { "circles", $"{{ toys(first: 1) {{ nodes {{ ...F0 }} }} }} {Each(300, i => $"fragment F{i} on Toy {{ ...F{i + 1} }} ")} fragment F300 on Toy {{ {Each(900, _ => "...F0 ")}}}" },
        { "operations", $"{Each(50, i => $"query A{i} {{ toys(first: 1) {{ nodes {{ ...F }} }} }} ")} fragment F on Toy {{ {Each(150, _ => "maker { name } ")}}}" },
        { "unknown variables", $"{Each(50, i => $"query A{i} {{ toys(first: 1) {{ nodes {{ id ...F }} }} }} ")} fragment F on Toy {{ {Each(49, i => $"id @include(if: $x{i}) ")}}}" },
        { "unused variables", $"query({Each(1_200, i => $"$v{i}: Int ")}) {{ hello }}" },
        { "variables", $"query({Each(600, i => $"$v{i}: ID! ")}) {{ nodes(ids: [{Each(1_200, i => $"$v{i % 600} ")}]) {{ id }} }}" },
        { "misplaced variables", $"query({Each(600, i => $"$v{i}: Int ")}) {{ nodes(ids: [{Each(1_200, i => $"$v{i % 600} ")}]) {{ id }} }}" },
        { "directives", $"{{ hello {Each(49, _ => "@skip(if: false) ")}}}" },
        { "values", $"{{ nodes(ids: [{Each(4_900, _ => "1.5 ")}]) {{ id }} }}" },
        { "late errors", $"{new string('\n', 60_000)} {{ hello }} {Each(690, i => $"fragment F{i} on Toy {{ id }} ")}" },
    };

    [Theory]
    [MemberData(nameof(Hard))]
    public async Task A_hard_document_takes_a_few_times_as_long_as_an_easy_one(string kind, string document)
    {
        var (easy, hard) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            easy = Min(easy, await TakenAsync(Easy));
            hard = Min(hard, await TakenAsync(document));
        }

        Assert.True(hard < easy * 12, $"{kind}: {hard.TotalMilliseconds} ms against {easy.TotalMilliseconds} ms");
    }

    [Theory]
    [MemberData(nameof(Hard))]
    public async Task However_many_errors_it_has_a_few_are_told(string kind, string document)
    {
        var errors = await ErrorsAsync(document);
        Assert.True(errors.Count <= FirstErrors.Most, $"{kind}: {errors.Count}");
        Assert.True(errors.Sum(error => error.Locations?.Count ?? 0) <= 4 * FirstErrors.Most, kind);
        Assert.All(errors, error => Assert.All(error.Locations ?? [], place => Assert.InRange(place.Line, document.StartsWith('\n') ? 60_001 : 1, 60_001)));
    }

    private static async Task<TimeSpan> TakenAsync(string document)
    {
        var start = Stopwatch.GetTimestamp();
        await ErrorsAsync(document);
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task<IReadOnlyList<global::GraphQL.ExecutionError>> ErrorsAsync(string document)
    {
        using var documents = new DocumentCache(Schema, new GraphQLLimits());
        try
        {
            await documents.PrepareAsync(document);
            return [];
        }
        catch (RequestRefused refused)
        {
            return refused.Errors;
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
