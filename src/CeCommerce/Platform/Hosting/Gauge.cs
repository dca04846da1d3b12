using Npgsql;

namespace CeCommerce.Platform.Hosting;

/// <summary>A number that whoever runs the product should watch. A feature registers its own; a serving process reads them again and again for <c>/metrics</c>.</summary>
/// <param name="Name">With dots, e.g. <c>cecommerce.webhooks.open</c>.</param>
/// <param name="Unit">UCUM, e.g. <c>s</c> or <c>{webhook}</c>.</param>
/// <param name="Description">What it counts and what is healthy.</param>
/// <param name="Every">How old it may be; as long as that it is shown without being read.</param>
/// <param name="ReadAsync">Asked with the services of a scope of its own.</param>
internal sealed record Gauge(string Name, string Unit, string Description, TimeSpan Every, Func<IServiceProvider, CancellationToken, Task<double>> ReadAsync)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);

    /// <summary>The one number that a statement answers, null counting as nothing; the statement must be cheap.</summary>
    public static Gauge OfSql(string name, string unit, string description, string sql) => new(name, unit, description, Often, async (services, cancellationToken) =>
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return Convert.ToDouble(await command.ExecuteScalarAsync(cancellationToken) is { } found and not DBNull ? found : 0, System.Globalization.CultureInfo.InvariantCulture);
    });
}
