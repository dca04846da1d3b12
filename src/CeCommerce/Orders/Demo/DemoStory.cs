using CeCommerce.Operators.SelfAssessments;

namespace CeCommerce.Orders.Demo;

/// <summary>The year of the demo refurbisher, whose workshop repairs what it sells, and of the demo lessor; the same on every day that it is told.</summary>
internal sealed class DemoStory
{
    private const int ForSale = 40;
    private const int ForLease = 14;
    private const int Recall = 170;

    private readonly Guid _refurbisher;
    private readonly Guid _lessor;
    private readonly DemoTimeline _year;
    private readonly DemoLives _lives;

    private DemoStory(DateOnly first, Guid refurbisher, Guid lessor)
    {
        (_refurbisher, _lessor, _year) = (refurbisher, lessor, new(first));
        _lives = new(_year);
    }

    public static DemoTimeline Of(DateOnly first, Guid refurbisher, Guid lessor)
    {
        var story = new DemoStory(first, refurbisher, lessor);
        story.Sell();
        story.Lease();
        story.Oversee();
        story.Rate(refurbisher, 14, Of);
        story.Rate(lessor, 21, Of);
        story.Choose();
        return story._year;
    }

    private void Sell()
    {
        Action<DemoLife, int>[] kinds = [_lives.Sold, _lives.Mended, _lives.Reduced, _lives.Withdrawn, _lives.Overdue, _lives.Refunded, _lives.Sold, _lives.Mended, _lives.Cancelled];
        for (var number = 0; number < ForSale; number++)
        {
            // There are nine goods and nine lives: each round moves one of them on.
            kinds[(number + (number / kinds.Length)) % kinds.Length](Life(DemoStock.ForSale, "S", number, _refurbisher), 2 + (number * 9));
        }

        _lives.Kept(Life(DemoStock.ForSale, "S", 43, _refurbisher), 1);
        _lives.Waived(new(DemoStock.Old, _refurbisher), 62);
        _lives.Recalled(new(DemoStock.Recalled(1), _refurbisher), Recall - 6, Recall + 12);
        _lives.Recalled(new(DemoStock.Recalled(2), _refurbisher), Recall - 3, Recall + 15);
    }

    private void Lease()
    {
        for (var number = 0; number < ForLease; number++)
        {
            _lives.Leased(Life(DemoStock.ForLease, "L", number + 1, _lessor), 4 + (number * 27));
        }

        // A chair; and those that are still on offer today are no refrigerators: who looks for one finds one to buy.
        var kept = Life(DemoStock.ForLease, "L", 16, _lessor);
        _lives.Kept(kept, 1);
        _lives.Told(kept, 125, "賃貸期間中の自然故障を保証します。キャスターの交換も含みます。");
        _lives.Told(kept, 240, "賃貸期間中の自然故障を保証します。キャスターと肘掛けの交換も含みます。");
    }

    private void Oversee()
    {
        _year.On<DemoOffice>(Recall, (office, stop) => office.RecallAsync(DemoStock.Recalled(1).Model, stop));
        _year.On<DemoOffice>(118, (office, stop) => office.PermitAsync(
            _refurbisher, new("621010000009", 27, [Standards.KobutsuCategory.Books], "株式会社デモ再生工房", _year.DayOf(118), null), "https://osaka.refurbisher.demo.example/", stop));
        _year.On<DemoOffice>(203, (office, stop) => office.PermitAsync(
            _lessor, new("301010000008", 13, [Standards.KobutsuCategory.Books], "デモレンタル合同会社", _year.DayOf(203), null), "https://tokyo.rental.demo.example/", stop));

        // Last of all things of their days: what changed before is what they look at.
        for (var day = 5; day < DemoTimeline.Days; day += 5)
        {
            _year.On<DemoReviews>(day, (reviews, stop) => reviews.RunAsync(stop));
        }
    }

    private static RecordSelfAssessmentInput Of(SelfAssessmentItem item, int round) => new()
    {
        Item = item,
        Score = round,
        Evidence = new() { Text = round == 1 ? "手順書を作り、一部の拠点で始めました。" : "全拠点で手順書のとおりに行い、点検記録を四半期ごとに見直しています。" },
        IdempotencyKey = $"seed-{item}-{round}",
    };

    /// <summary>CE-1 to CE-6, and half a year later again.</summary>
    private void Rate(Guid owner, int day, Func<SelfAssessmentItem, int, RecordSelfAssessmentInput> rating)
    {
        foreach (var item in Enum.GetValues<SelfAssessmentItem>().Where(item => !item.IsOfLeases()))
        {
            for (var round = 1; round <= 2; round++)
            {
                var input = rating(item, round);
                _year.On<DemoOffice>(day + ((round - 1) * 182), (office, stop) => office.RateAsync(owner, input, stop));
            }
        }
    }

    /// <summary>By what the lessor chooses what it leases.</summary>
    private void Choose()
    {
        foreach (var group in new[] { "ELECTRIC_REFRIGERATOR", "TELEVISION", "UNIT_AIR_CONDITIONER", "METAL_OFFICE_DESK", "SWIVEL_CHAIR", "MONOCHROME_COPIER" })
        {
            foreach (var item in Enum.GetValues<SelfAssessmentItem>().Where(item => item.IsOfLeases() && item.IsAskedOf(group)))
            {
                var input = Of(item, 2) with { ProductGroup = group, IdempotencyKey = $"seed-{item}-{group}" };
                _year.On<DemoOffice>(33, (office, stop) => office.RateAsync(_lessor, input, stop));
            }
        }
    }

    private static DemoLife Life(IReadOnlyList<Listings.Demo.DemoUnit> stock, string series, int number, Guid owner) => new(DemoStock.Of(stock, series, number), owner);
}
