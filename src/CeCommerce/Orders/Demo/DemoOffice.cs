using CeCommerce.Listings.Shelf;
using CeCommerce.Listings.Waivers;
using CeCommerce.Operators;
using CeCommerce.Operators.Auditing;
using CeCommerce.Operators.SelfAssessments;
using CeCommerce.Platform;
using CeCommerce.Standards.Recalls;

namespace CeCommerce.Orders.Demo;

/// <summary>What is done about the demo operators rather than about one of their listings.</summary>
internal sealed class DemoOffice(OperatorService operators, SelfAssessmentService assessments, WaiverService waivers, RecallService recalls, TimeProvider clock)
{
    private static readonly Caller Staff = Caller.System with { ClientId = "seed" };

    /// <summary>Another permit of the dealer, and the shop's second address.</summary>
    public async Task PermitAsync(Guid owner, DealerLicence licence, string shop, CancellationToken cancellationToken)
    {
        (await operators.HoldLicenceAsync(Staff, OperatorId.From(owner), licence, cancellationToken)).Done("permit");
        (await operators.NotifyUrlAsync(Staff, OperatorId.From(owner), new(shop, clock.Today(), null), cancellationToken)).Done("address");
    }

    public async Task RateAsync(Guid owner, RecordSelfAssessmentInput rating, CancellationToken cancellationToken)
    {
        var caller = Caller.System with { Role = Role.Operator, OperatorId = owner, ClientId = "seed" };
        (await assessments.RecordAsync(caller, rating, cancellationToken)).Done("self-assessment");
    }

    public async Task WaiveAsync(DemoLife life, string clause, CancellationToken cancellationToken)
    {
        var auditor = Caller.System with { Role = Role.Auditor, ClientId = DemoAssignments.Auditor, Audited = new HashSet<Guid> { life.Owner.OperatorId!.Value } };
        var input = new GrantWaiverInput
        {
            ListingId = life.Listing,
            Clause = clause,
            Reason = "主要部品を交換し、絶縁抵抗と漏れ電流の測定値が新品の基準内であることを確認したため。",
            Evidence = new() { Text = "整備記録と測定値の写しを監査人が保管しています。" },
            Until = clock.Today().AddDays(180),
            IdempotencyKey = life.Key("waiver"),
        };
        (await waivers.GrantAsync(auditor, input, cancellationToken)).Done("waiver");
    }

    public async Task RecallAsync(string model, CancellationToken cancellationToken)
    {
        var goods = new RecalledGoods(
            ["Kitanami"], [new(model, false)], null, null, null, null, "https://recall.demo.example/kitanami", "排水弁のヒーターが過熱し、発煙するおそれがあります。");
        (await recalls.AddAsync(Staff, "demo", [new("DEMO-R1", goods, clock.Today(), null)], cancellationToken)).Done("recall");
    }
}

/// <summary>The looks at the shelf that workers of a running server would take.</summary>
internal sealed class DemoReviews(ShelfReview shelf, RecallReview recalls)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await recalls.RunAsync(cancellationToken);
        await shelf.RunAsync(cancellationToken);
    }
}
