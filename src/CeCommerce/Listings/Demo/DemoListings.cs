using System.Globalization;
using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Operators.Payouts;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Standards;
using Npgsql;

namespace CeCommerce.Listings.Demo;

/// <summary>A few listings of the demo refurbisher, checked as of today, so that the first search finds something; seeding again changes nothing.</summary>
internal sealed class DemoListings(
    NpgsqlDataSource source, CommerceDatabase database, ListingDraftService drafts, ListingService listings, TimeProvider clock)
{
    private static readonly Demo[] Shelf =
    [
        new("DEMO-1", "washing_machine", "全自動洗濯機 7kg", "Kitanami", "KW-70D", 2023, FunctionalGrade.F4, CosmeticGrade.A, 34_800, ListingKind.Reuse, 7),
        new("DEMO-2", "refrigerator", "冷蔵庫 3ドア 270L", "Kitanami", "KR-27X", 2022, FunctionalGrade.F4, CosmeticGrade.B, 42_000, ListingKind.Refurbished, null),
        new("DEMO-3", "microwave_oven", "オーブンレンジ", "Mutsura", "MO-18", 2024, FunctionalGrade.F5, CosmeticGrade.A, 9_800, ListingKind.Reuse, null),
        new("DEMO-4", "vacuum_cleaner", "スティック掃除機", "Mutsura", "MV-5C", 2024, FunctionalGrade.F3, CosmeticGrade.B, 12_500, ListingKind.Reuse, null),
        new("DEMO-5", "air_conditioner", "エアコン 6畳用", "Kitanami", "KA-22E", 2021, FunctionalGrade.F4, CosmeticGrade.B, 38_000, ListingKind.Refurbished, 10),
        new("DEMO-6", "electric_fan", "DC扇風機", "Mutsura", "MF-30", 2025, FunctionalGrade.F5, CosmeticGrade.S, 300, ListingKind.Sharing, 8),
        new("DEMO-7", "office_chair", "オフィスチェア 肘付き", "Tsukumo", "TC-900", 2022, FunctionalGrade.F5, CosmeticGrade.B, 18_000, ListingKind.Refurbished, null),
        new("DEMO-8", "coat", "ウールコート M", "Nagi", "NC-01", 2023, FunctionalGrade.F5, CosmeticGrade.A, 6_900, ListingKind.Reuse, null),
        new("DEMO-9", "washing_machine", "全自動洗濯機 5kg", "Kitanami", "KW-50R", 2024, FunctionalGrade.F5, CosmeticGrade.A, 200, ListingKind.Sharing, 7),
    ];

    private static readonly LeaseDisclosureInput Told = new(
        "状態ランクは商品の記録のとおりです。", null, "点検済みで、既知の不具合はありません。", null, "修理の記録はありません。",
        "賃貸期間中の自然故障を保証します。故意・過失による破損は対象外です。", "故障の修理は当社、使用中の事故は原因に応じて当社または利用者が責任を負います。",
        "返却のたびに当社が点検します。賃貸期間中の不調は連絡を受けて交換します。", "返却後に点検・清掃し、次の賃貸に使います。", null);

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<OperatorDirectory>().FindAsync(DemoOperators.Refurbisher, cancellationToken) is { } owner)
        {
            await scope.ServiceProvider.GetRequiredService<DemoListings>().SeedAsync(owner, cancellationToken);
        }
    }

    private async Task SeedAsync(Guid owner, CancellationToken cancellationToken)
    {
        if (await ListsAsync(owner, cancellationToken))
        {
            return;
        }

        var caller = Caller.System with { Role = Role.Operator, OperatorId = owner, ClientId = "seed" };
        foreach (var demo in Shelf)
        {
            var drafted = await drafts.DraftAsync(caller, demo.AsInput(clock.Today()), cancellationToken);
            var published = drafted.Error is null ? await listings.PublishAsync(caller, drafted.Value!.Id, cancellationToken) : drafted;
            // Where a processor pays operators, the demo ones have no account with it yet: what they drafted waits.
            if (published.Error is { } error and not PayoutsNotEnabled)
            {
                throw new InvalidOperationException($"The demo listing {demo.SourceId} is refused: {error.Message.En}");
            }

            database.ChangeTracker.Clear();
        }
    }

    // In SQL, because a start that finds everything in place should not have to compile a query for that.
    private async Task<bool> ListsAsync(Guid owner, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT EXISTS (SELECT FROM listings.listings WHERE operator_id = $1 AND (source_id IS NULL OR source_id NOT LIKE $2))");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = owner });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{DemoUnits.OfTheYear}%" });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private sealed record Demo(
        string SourceId, string Category, string Title, string Brand, string Model, int Year,
        FunctionalGrade Functional, CosmeticGrade Cosmetic, long Yen, ListingKind Kind, int? StandardPeriod)
    {
        public DraftListingInput AsInput(DateOnly today) => new(
            null,
            SourceId,
            new(Category, Title, Brand, Model, null, Functional, Cosmetic, GradeScheme.Rmj2, "13", $"{Model}-0001", null, null, FactsOn(today)),
            null,
            new(
                Kind, $"【{Terms<ListingKind>.Of(Kind).Name.Ja}】{Brand} {Title}", "動作確認済みです。清掃してお届けします。",
                Kind == ListingKind.Sharing ? null : Money.Jpy(Yen),
                Kind == ListingKind.Sharing ? new(SharingModel.Rental, [new(RateUnit.Day, Money.Jpy(Yen))], Money.Jpy(3_000)) : null,
                new(Money.Jpy(0), null, PaymentTiming.AtOrder, [PaymentMethod.Card, PaymentMethod.ConvenienceStore], 3, null, "到着後8日以内、未使用に限る", 90),
                null,
                Kind == ListingKind.Sharing ? Told : null,
                null));

        private List<FactInput> FactsOn(DateOnly today)
        {
            List<FactInput> facts =
            [
                Fact(FactCode.ManufactureYear, Year.ToString(CultureInfo.InvariantCulture)),
                Fact(FactCode.PseMark, "ROUND"),
                Fact(FactCode.PseNotifier, Brand),
                Fact(FactCode.RecallCheckedOn, today.ToString("O", CultureInfo.InvariantCulture)),
                Fact(FactCode.RecallResult, "NONE"),
                Fact(FactCode.ManualProvided, "true"),
                Fact(FactCode.Cleaned, "true"),
                Fact(FactCode.Material, "表示ラベルのとおり"),
                Fact(FactCode.Size, "M"),
                Fact(FactCode.Stains, "なし"),
                Fact(FactCode.AuthenticityChecked, "true"),
                Fact(FactCode.TestRecord, "全項目を検査済み"),
            ];
            if (StandardPeriod is { } years)
            {
                facts.Add(Fact(FactCode.DesignStandardUsePeriod, years.ToString(CultureInfo.InvariantCulture)));
            }

            return facts;
        }

        private static FactInput Fact(FactCode code, string value) => new(code, value, FactSource.Inspection, null);
    }
}
