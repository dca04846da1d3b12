using CeCommerce.Platform.GraphQL;

namespace CeCommerce.Operators.Checks;

/// <summary>Registers checks over the record of an operator.</summary>
internal static class RecordChecksFeature
{
    public static IServiceCollection AddRecordChecks(this IServiceCollection services) => services
        .AddScoped<RecordCheck>()
        .AddGraphQLParts(parts => parts.Queries<RecordCheckQueries>());
}
