using CeCommerce.Payments;
using CeCommerce.Payments.Saved;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>What a saved card does when it is charged.</summary>
internal enum SavedCardKind
{
    /// <summary>The money is held.</summary>
    Held,

    /// <summary>It is refused.</summary>
    Declined,

    /// <summary>Its bank wants the buyer, each time.</summary>
    AsksBuyer,
}

/// <content>What consumers save, and how it is charged with them and without.</content>
public abstract partial class GatewayContract
{
    private protected abstract ISavedMethods Methods { get; }

    /// <summary>The means of payment by which such a card is saved.</summary>
    private protected abstract string SavedAs(SavedCardKind kind);

    /// <summary>The consumer's part, until the card is saved.</summary>
    private protected abstract Task FinishSavingAsync(MethodAtProcessor begun, SavedCardKind kind);

    [Fact]
    public async Task What_is_saved_is_one_however_often_it_is_asked_for()
    {
        var payers = await Task.WhenAll(Enumerable.Repeat(PayerId.From(Guid.CreateVersion7()), 4).Select(id => Methods.PayerAsync(id, Cancellation)));
        var saving = Saving(Assert.Single(payers.Distinct()), SavedCardKind.Held);
        var begun = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Methods.SaveAsync(saving, Cancellation)));
        Assert.Single(begun.Select(one => one!.SetupId).Distinct());
        await FinishSavingAsync(begun[0]!, SavedCardKind.Held);
        var saved = (await Methods.FindAsync(saving, Cancellation))!;
        Assert.Equal((SavedMethodState.Usable, "visa", "4242"), (saved.State, saved.Card?.Brand, saved.Card?.LastFour));
        Assert.Equal((saved.SetupId, saved.ProcessorId), ((await Methods.SaveAsync(saving, Cancellation))!.SetupId, (await Methods.SaveAsync(saving, Cancellation))!.ProcessorId));
    }

    [Fact]
    public async Task What_was_not_saved_in_time_is_ended_and_what_was_is_not()
    {
        var saving = Saving(await Methods.PayerAsync(PayerId.From(Guid.CreateVersion7()), Cancellation), SavedCardKind.AsksBuyer);
        Assert.NotNull((await Methods.SaveAsync(saving, Cancellation))!.Action);
        var ended = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Methods.EndAsync(saving, Cancellation)));
        Assert.All(ended, one => Assert.Equal((SavedMethodState.Failed, "abandoned", null), (one!.State, one.Reason, one.Action)));
        var (other, request) = await SavedAsync(SavedCardKind.AsksBuyer);
        Assert.Equal(SavedMethodState.Usable, (await Methods.EndAsync(request, Cancellation))!.State);
        Assert.Equal(SavedMethodState.Usable, other.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_saved_card_is_charged_with_the_buyer_and_without(bool buyerIsAway)
    {
        var request = await SavedRequestAsync(SavedCardKind.Held, buyerIsAway);
        var charges = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Gateway.ChargeAsync(request, Cancellation)));
        Assert.Single(charges.Select(charge => charge.ProcessorId).Distinct());
        Assert.Equal((ChargeStatus.Authorised, request.Amount, null), ((await Gateway.FindAsync(request, Cancellation))!.Status, charges[0].Amount, charges[0].Action));
        Assert.Equal(ChargeStatus.Succeeded, (await Gateway.CaptureAsync(request with { ProcessorId = charges[0].ProcessorId }, Cancellation)).Status);
    }

    [Fact]
    public async Task Without_the_buyer_a_card_that_is_refused_is_declined_and_stays_so()
    {
        var request = await SavedRequestAsync(SavedCardKind.Declined, buyerIsAway: true);
        var declined = await Gateway.ChargeAsync(request, Cancellation);
        Assert.Equal((ChargeStatus.Declined, null), (declined.Status, declined.Action));
        Assert.Contains("decline", declined.Reason, StringComparison.Ordinal);
        Assert.Equal(declined, (await Gateway.FindAsync(request, Cancellation))! with { Refunds = declined.Refunds });
        Assert.Equal(ChargeStatus.Declined, (await Gateway.ChargeAsync(request, Cancellation)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_card_whose_bank_wants_the_buyer_waits_for_them_and_is_no_loss(bool buyerIsAway)
    {
        var request = await SavedRequestAsync(SavedCardKind.AsksBuyer, buyerIsAway);
        var waiting = await Gateway.ChargeAsync(request, Cancellation);
        Assert.Equal(ChargeStatus.NeedsAuthentication, waiting.Status);
        Assert.NotNull(waiting.Action);
        await PayAsync(waiting);
        Assert.Contains((await Gateway.FindAsync(request, Cancellation))!.Status, new[] { ChargeStatus.Authorised, ChargeStatus.Succeeded });
    }

    [Fact]
    public async Task What_was_removed_is_charged_by_nobody()
    {
        var (saved, saving) = await SavedAsync(SavedCardKind.Held);
        var removed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Methods.RemoveAsync(saving, Cancellation)));
        Assert.All(removed, one => Assert.Equal(SavedMethodState.Removed, one!.State));
        var request = Request(saving.Method) with { Saved = new(saving.Payer, saved.ProcessorId!) { BuyerIsAway = true } };
        var declined = await Gateway.ChargeAsync(request, Cancellation);
        Assert.Equal(ChargeStatus.Declined, declined.Status);
        Assert.NotNull(declined.Reason);
        Assert.Null(await Gateway.FindAsync(request, Cancellation));
    }

    [Fact]
    public async Task A_payer_who_is_forgotten_takes_all_along()
    {
        var (saved, saving) = await SavedAsync(SavedCardKind.Held);
        await Methods.ForgetAsync(saving.Payer, Cancellation);
        await Methods.ForgetAsync(saving.Payer, Cancellation);
        Assert.Contains((await Methods.FindAsync(saving, Cancellation))?.State, new SavedMethodState?[] { null, SavedMethodState.Removed });
        var request = Request(saving.Method) with { Saved = new(saving.Payer, saved.ProcessorId!) };
        Assert.Equal(ChargeStatus.Declined, (await Gateway.ChargeAsync(request, Cancellation)).Status);
    }

    private protected SavingRequest Saving(string payer, SavedCardKind kind) =>
        new($"svm_{Guid.CreateVersion7():N}", payer, SavedAs(kind)) { Since = TimeProvider.System.GetUtcNow(), IsOffSession = true };

    private protected async Task<(MethodAtProcessor Saved, SavingRequest Saving)> SavedAsync(SavedCardKind kind)
    {
        var saving = Saving(await Methods.PayerAsync(PayerId.From(Guid.CreateVersion7()), Cancellation), kind);
        await FinishSavingAsync((await Methods.SaveAsync(saving, Cancellation))!, kind);
        var saved = (await Methods.FindAsync(saving, Cancellation))!;
        Assert.Equal(SavedMethodState.Usable, saved.State);
        return (saved, saving with { SetupId = saved.SetupId, ProcessorId = saved.ProcessorId });
    }

    private protected async Task<ChargeRequest> SavedRequestAsync(SavedCardKind kind, bool buyerIsAway)
    {
        var (saved, saving) = await SavedAsync(kind);
        return Request(saving.Method) with { Saved = new(saving.Payer, saved.ProcessorId!) { Mandate = saved.Mandate, BuyerIsAway = buyerIsAway } };
    }
}
