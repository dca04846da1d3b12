using CeCommerce.Payments.Disputes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>How every processor is told what there is to say to a buyer's bank.</summary>
public abstract class DisputeContract
{
    private protected abstract IDisputeGateway Gateway { get; }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A charge that the buyer's bank disputes, or only asks about; gives the dispute's name.</summary>
    private protected abstract Task<string> OpenAsync(bool isInquiry = false);

    private protected abstract Task LoseAsync(string dispute);

    private protected abstract Task OfferAppealAsync(string dispute);

    [Fact]
    public async Task Evidence_is_taken_once_however_often_the_same_is_handed_in()
    {
        var request = await EvidenceAsync(await OpenAsync());
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Gateway.SubmitAsync(request, Cancellation)));
        Assert.All(all, one => Assert.Equal((DisputeState.UnderReview, 1L, request.Key), one.Now is { } now ? (now.State, now.Submissions, now.Answer) : default));
        Assert.Null((await Gateway.FindAsync(request.Dispute, Cancellation))!.EvidenceDueAt);
        var again = await Gateway.SubmitAsync(request with { Key = Key() }, Cancellation);
        Assert.Null(again.Now);
        Assert.NotEmpty(again.Refusal!);
        Assert.Equal((1L, request.Key), await Gateway.FindAsync(request.Dispute, Cancellation) is { } kept ? (kept.Submissions, kept.Answer) : default);
    }

    [Fact]
    public async Task An_inquiry_is_answered_and_stays_one()
    {
        var request = await EvidenceAsync(await OpenAsync(isInquiry: true));
        Assert.NotNull((await Gateway.FindAsync(request.Dispute, Cancellation))!.EvidenceDueAt);
        Assert.Equal((DisputeState.Warning, 1L), (await Gateway.SubmitAsync(request, Cancellation)).Now is { } now ? (now.State, now.Submissions) : default);
        Assert.Null((await Gateway.FindAsync(request.Dispute, Cancellation))!.EvidenceDueAt);
    }

    [Fact]
    public async Task What_is_conceded_is_lost()
    {
        var (dispute, key) = (await OpenAsync(), Key());
        Assert.Equal(DisputeState.Lost, (await Gateway.ConcedeAsync(key, dispute, Cancellation)).Now?.State);
        Assert.Equal(DisputeState.Lost, (await Gateway.ConcedeAsync(key, dispute, Cancellation)).Now?.State);
        Assert.NotEmpty((await Gateway.ConcedeAsync(Key(), dispute, Cancellation)).Refusal!);
        Assert.NotEmpty((await Gateway.SubmitAsync(await EvidenceAsync(dispute), Cancellation)).Refusal!);
    }

    [Fact]
    public async Task An_appeal_is_taken_where_it_is_offered()
    {
        var dispute = await OpenAsync();
        await LoseAsync(dispute);
        var appeal = (await EvidenceAsync(dispute)) with { Appeal = "配達済みです。" };
        Assert.NotEmpty((await Gateway.SubmitAsync(appeal, Cancellation)).Refusal!);
        await OfferAppealAsync(dispute);
        Assert.NotNull((await Gateway.FindAsync(dispute, Cancellation))!.EvidenceDueAt);
        Assert.Equal(DisputeState.Appealed, (await Gateway.SubmitAsync(appeal with { Key = Key() }, Cancellation)).Now?.State);
    }

    [Fact]
    public async Task All_since_a_moment_are_listed_with_their_charges_and_nothing_that_is_not_there_is_found()
    {
        string[] opened = [await OpenAsync(), await OpenAsync(isInquiry: true)];
        var listed = new List<DisputeWord>();
        string? after = null;
        do
        {
            var page = await Gateway.SinceAsync(null, after, Cancellation);
            listed.AddRange(page.Disputes);
            after = page.Next;
        }
        while (after is not null);
        Assert.All(opened, name => Assert.NotNull(listed.Single(word => word.Id == name).ChargeId));
        var newest = listed.Single(word => word.Id == opened[1]).OpenedAt;
        Assert.DoesNotContain((await Gateway.SinceAsync(newest.AddDays(1), null, Cancellation)).Disputes, word => opened.Contains(word.Id));
        Assert.Null(await Gateway.FindAsync("du_missing", Cancellation));
    }

    private protected static string Key() => $"dan_{Guid.CreateVersion7():N}";

    private protected async Task<EvidenceRequest> EvidenceAsync(string dispute)
    {
        var (key, evidence) = (Key(), new Evidence("%PDF-1.7"u8.ToArray(), "エアコン") { Carrier = "yamato", TrackingNumber = "1234", ShippedOn = new(2026, 12, 1) });
        return new(key, dispute, (await Gateway.UploadAsync(key, evidence.Pdf, Cancellation)).FileId!, evidence);
    }
}
