using System.Diagnostics;
using System.Globalization;
using System.Text;
using CeCommerce.Partners;
using CeCommerce.Platform;
using CeCommerce.Platform.Identity;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;

namespace CeCommerce.Benchmarks;

/// <summary>
/// A shelf of a million listings under an edition of the rules that changes one verdict in a hundred, beside a bare COPY to a client of the
/// columns that judging reads. In a home of its own: some ten gigabytes, and some minutes to fill.
/// </summary>
internal static class PassBenchmark
{
    private const int Imported = 60_000;
    private const int Wanted = 1_000_000;
    private const double Bound = 3;

    private const string Columns =
        """
        SELECT l.id, l.operator_id, l.verdict_digest, l.kind, l.title, l.description, l.price_amount, l.price_currency, l.sharing, l.terms, l.photos, l.lease_disclosure, l.facts,
            i.gtin, i.brand, i.name, i.model_number, i.category, i.functional_grade, i.cosmetic_grade, i.grade_scheme, i.facts, s.operator_id, s.namespace, s.value
        FROM listings.listings l JOIN items.items i ON i.id = l.item_id LEFT JOIN items.serials s ON s.item_id = i.id
        WHERE l.state = 'Published'
        """;

    public static async Task RunAsync(Report report)
    {
        await using var home = StockedHome.Temporary();
        await home.HoldAsync();
        await CommerceProcess.RunAsync(home, "migrate");
        await ImportBenchmark.ImportAsync(home, Imported);
        await MultiplyAsync(home);
        await using var server = await CommerceProcess.ServeAsync(home);
        var daily = await PassOfAsync(home, RuleEdition.Current.Version);
        await TurnEndedAsync(home);
        var resident = server.ResidentMegabytes;
        var platform = new GraphQLClient(GraphQLClient.NewHttp(), server.Address, PlatformToken(home));
        await ActivateAsync(platform);
        var pass = await PassOfAsync(home, "jp-2099.1.1");
        var copies = new List<double> { await CopyAsync(home), await CopyAsync(home), await CopyAsync(home) };
        var floor = copies.Median();
        report.Add(
            "shelf judged by a new edition", Text.Of($"{pass.LookedAt:N0} listings in {pass.Seconds:N1} s, {pass.Changed:N0} changed; memory {resident:N0} → peak {server.PeakMegabytes:N0} MB"),
            Text.Of($"COPY of the columns {floor:N1} s"), Text.Of($"{pass.Seconds / floor:N2} ≤ {Bound}"), pass.Seconds <= floor * Bound);
        report.Add("the daily look at that shelf", Text.Of($"{daily.Seconds:N1} s, {daily.Changed:N0} changed"), "", Text.Of($"{daily.Seconds / floor:N2}"));
    }

    /// <summary>Copies of the listings on the shelf until there are enough; one unit in a hundred is twelve years old.</summary>
    private static async Task MultiplyAsync(StockedHome home)
    {
        var times = (int)Math.Ceiling(Wanted / (double)await home.AskAsync<long>("SELECT count(*) FROM listings.listings WHERE state = 'Published'"));
        for (var copy = 1; copy < times; copy++)
        {
            var named = $"-{copy.ToString(CultureInfo.InvariantCulture)}";
            await CopyRowsAsync(home, "items.items", $"id = {Named("id")}, source_id = source_id || '{{0}}'", "source_id LIKE 'BX-%' AND length(source_id) = 16 AND EXISTS (SELECT FROM listings.listings l WHERE l.item_id = items.id AND l.state = 'Published')", named);
            await CopyRowsAsync(home, "items.serials", $"item_id = {Named("item_id")}, value = value || '{{0}}'", $"value NOT LIKE '%-%-%' AND EXISTS (SELECT FROM items.items WHERE id = {Named("item_id")})", named);
            await CopyRowsAsync(home, "listings.listings", $"id = {Named("id")}, item_id = {Named("item_id")}, source_id = source_id || '{{0}}'", "state = 'Published' AND length(source_id) = 16 AND source_id LIKE 'BX-%'", named);
        }

        await home.ExecuteAsync(
            """
            UPDATE items.items SET facts = jsonb_set(facts, '{manufactureYear,value}', '2014')
            WHERE category IN ('washing_machine', 'air_conditioner') AND hashtext(id::text) % 40 = 0
            """);
        await home.ExecuteAsync("VACUUM ANALYZE");
    }

    /// <summary>An id as the product makes them, by time (UUIDv7): each copy is a day's stock.</summary>
    private static string Named(string id) =>
        $"(lpad(to_hex(('x' || left(replace({id}::text,'-',''),12))::bit(48)::bigint + {{0}} * 86400000),12,'0') || substr(replace({id}::text,'-',''),13))::uuid";

    /// <param name="changes">Assignments, with the copy's name for <c>{0}</c>.</param>
    private static async Task CopyRowsAsync(StockedHome home, string table, string changes, string which, string named)
    {
        var columns = (await ImportBenchmark.ColumnsAsync(home, table)).Split(',');
        var changed = changes.Replace("{0}", named, StringComparison.Ordinal).Split(", ").Select(change => change.Split(" = ", 2)).ToDictionary(change => change[0], change => change[1]);
        await home.ExecuteAsync(
            $"INSERT INTO {table} ({string.Join(',', columns)}) SELECT {string.Join(',', columns.Select(column => changed.GetValueOrDefault(column, column)))} FROM {table} WHERE {which.Replace("{0}", named, StringComparison.Ordinal)}");
    }

    private static async Task ActivateAsync(GraphQLClient platform)
    {
        var own = RuleEdition.Current.Packs.Single(pack => pack.Code == "guidelines").Version;
        var content = Encoding.UTF8.GetString(OwnFiles.In("Packs").Single(file => file.Name == "guidelines.json").Text)
            .Replace($"\"version\": \"{own}\"", "\"version\": \"2099.1.1\"", StringComparison.Ordinal)
            .Replace("\"years\": 15", "\"years\": 10", StringComparison.Ordinal);
        var added = await platform.MutateAsync(
            "mutation($input: AddRulePackInput!) { addRulePack(input: $input) { errors { message } } }", "addRulePack", new { content, idempotencyKey = Guid.CreateVersion7().ToString() });
        var activated = await platform.MutateAsync(
            "mutation($input: ActivateRuleEditionInput!) { activateRuleEdition(input: $input) { errors { message } } }", "activateRuleEdition",
            new { version = "jp-2099.1.1", packs = new[] { new { code = "guidelines", version = "2099.1.1" } }, graceDays = 30, idempotencyKey = Guid.CreateVersion7().ToString() });
        if (added["errors"]!.AsArray().Count + activated["errors"]!.AsArray().Count > 0)
        {
            throw new InvalidOperationException(added.ToJsonString() + activated.ToJsonString());
        }
    }

    private static string PlatformToken(StockedHome home)
    {
        var settings = IdentitySettings.Read(_ => null, home.Directory, development: true);
        return new LocalToken(settings.Value!, null!, new Scopes([]), home.Clock).Make(new(Role.Platform, null, null, [Scopes.Platform]));
    }

    private static async Task<(int LookedAt, int Changed, double Seconds)> PassOfAsync(StockedHome home, string edition)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            await using var command = home.Source.CreateCommand(
                $"SELECT looked_at, changed, extract(epoch FROM finished_at - started_at)::float8 FROM listings.shelf_passes WHERE edition = '{edition}' AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1");
            await using var reader = await command.ExecuteReaderAsync();
            if (await reader.ReadAsync())
            {
                return (reader.GetInt32(0), reader.GetInt32(1), reader.GetDouble(2));
            }

            if (waited.Elapsed > TimeSpan.FromMinutes(20))
            {
                throw new TimeoutException($"The shelf was not looked at by {edition}.");
            }

            await Task.Delay(200);
        }
    }

    /// <summary>What else the first look had to do is done.</summary>
    private static async Task TurnEndedAsync(StockedHome home)
    {
        while (!await home.AskAsync<bool>("SELECT EXISTS (SELECT FROM platform.event_cursors WHERE consumer = 'listings.shelf')"))
        {
            await Task.Delay(200);
        }
    }

    private static async Task<double> CopyAsync(StockedHome home)
    {
        await using var connection = await home.Source.OpenConnectionAsync();
        var since = Stopwatch.GetTimestamp();
        await using (var rows = await connection.BeginRawBinaryCopyAsync($"COPY ({Columns}) TO STDOUT (FORMAT BINARY)"))
        {
            var buffer = new byte[1 << 16];
            while (await rows.ReadAsync(buffer.AsMemory(), CancellationToken.None) > 0)
            {
            }
        }

        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }
}
