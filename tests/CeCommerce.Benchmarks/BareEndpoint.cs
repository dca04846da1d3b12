using System.Text.Encodings.Web;
using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Types;
using CeCommerce.Standards;
using Npgsql;

namespace CeCommerce.Benchmarks;

/// <summary>
/// The floor of reading one listing: a minimal ASP.NET endpoint, Npgsql, the SQL text that the product sends, and a hand-written writer of
/// the same JSON. Runs as a process of its own.
/// </summary>
internal static class BareEndpoint
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly Dictionary<string, string> Grades = new CommerceEnumType<FunctionalGrade>().Values.ToDictionary(value => value.Value!.ToString()!, value => value.Name, StringComparer.Ordinal);

    public static async Task<int> RunAsync(string connection, string sqlFile, string address)
    {
        var sql = await File.ReadAllTextAsync(sqlFile);
        // Statements are prepared and sessions not reset, as the product does.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true });
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(address);
        builder.Services.AddRouting();
        await using var app = builder.Build();
        app.MapPost("/listing", http => AnswerAsync(http, source, sql));
        await app.StartAsync();
        Console.WriteLine($"The floor is ready at {address}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext http, NpgsqlDataSource source, string sql)
    {
        using var asked = await JsonDocument.ParseAsync(http.Request.Body);
        var id = asked.RootElement.GetProperty("id").GetString()!;
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = TypedId.TryParse<Listings.ListingId>(id, out var parsed) ? parsed.Value : default });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        http.Response.ContentType = "application/json";
        Write(http.Response.BodyWriter, reader, id);
        await http.Response.BodyWriter.FlushAsync();
    }

    private static void Write(System.Buffers.IBufferWriter<byte> output, NpgsqlDataReader row, string id)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        json.WriteStartObject("listing"u8);
        json.WriteString("id"u8, id);
        json.WriteString("title"u8, row.GetString(At(row, "title")));
        Price(json, new(row.GetInt64(At(row, "price_amount")), row.GetString(At(row, "price_currency"))));
        Item(json, row);
        Operator(json, row);
        json.WriteString("state"u8, row.GetString(At(row, "state")).ToUpperInvariant());
        json.WriteString("publishedAt"u8, row.GetFieldValue<DateTimeOffset>(At(row, "published_at")).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'+00:00'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Price(Utf8JsonWriter json, Money price)
    {
        json.WriteStartObject("price"u8);
        json.WriteNumber("amount"u8, price.Amount);
        json.WriteString("currency"u8, price.Currency);
        json.WriteString("formatted"u8, price.ToString());
        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        _ = ProductCategories.TryGet(row.GetString(At(row, "category")), out var category);
        json.WriteStartObject("item"u8);
        json.WriteString("brand"u8, row.GetString(At(row, "brand")));
        json.WriteString("modelNumber"u8, row.GetString(At(row, "model_number")));
        json.WriteStartObject("category"u8);
        json.WriteString("code"u8, category!.Code);
        json.WriteString("name"u8, category.Name.Ja);
        json.WriteEndObject();
        json.WriteString("functionalGrade"u8, Grades[row.GetString(At(row, "functional_grade"))]);
        json.WriteString("cosmeticGrade"u8, row.GetString(At(row, "cosmetic_grade")));
        json.WriteEndObject();
    }

    private static void Operator(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        using var profile = JsonDocument.Parse(row.GetFieldValue<byte[]>(At(row, "profile")));
        using var licences = JsonDocument.Parse(row.GetFieldValue<byte[]>(At(row, "licences")));
        json.WriteStartObject("operator"u8);
        json.WriteString("code"u8, row.GetString(At(row, "code")));
        json.WriteStartObject("profile"u8);
        json.WriteString("legalName"u8, profile.RootElement.GetProperty("legalName").GetString());
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("dealerDisplay"u8);
        json.WriteString("name"u8, licences.RootElement[0].GetProperty("registeredName").GetString());
        json.WriteString("commission"u8, PublicSafetyCommissions.All[licences.RootElement[0].GetProperty("commission").GetInt32() - 1].Name.Ja);
        json.WriteString("permitNumber"u8, licences.RootElement[0].GetProperty("permitNumber").GetString());
        json.WriteEndObject();
    }

    private static int At(NpgsqlDataReader row, string column) => row.GetOrdinal(column);
}
