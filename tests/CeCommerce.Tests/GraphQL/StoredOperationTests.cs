using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;

namespace CeCommerce.Tests.GraphQL;

/// <summary>The documents of <c>graphql/operations</c>, which partner apps start from, run against the schema as it is.</summary>
public sealed class StoredOperationTests
{
    private static readonly string Folder = Path.Combine(SchemaFileTests.Root(), "graphql", "operations");

    private static readonly DocumentCache Documents = new(SchemaFileTests.Schema, new GraphQLLimits());

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.graphql", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_stored_operation_is_valid_within_the_limits_and_called_like_its_file(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);
        var operation = Assert.Single((await Documents.PrepareAsync(text)).Operations);
        Assert.Equal(Path.GetFileNameWithoutExtension(name), operation.Name);
        Assert.InRange(operation.Cost.Cost(Inputs.Empty), 0, new GraphQLLimits().MaxCost);
    }
}
