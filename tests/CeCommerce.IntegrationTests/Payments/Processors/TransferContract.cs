using CeCommerce.Operators;
using CeCommerce.Payments.Settling;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>How every processor passes money on to operators.</summary>
public abstract class TransferContract
{
    private protected abstract ITransferGateway Gateway { get; }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An operator's account that takes money, with the platform's balance behind it.</summary>
    private protected abstract Task<string> AccountAsync();

    /// <summary>Lets what is on its way arrive.</summary>
    private protected abstract Task ArriveAsync(string account);

    /// <summary>The operator has other money there too.</summary>
    private protected abstract Task FillAsync(string account);

    /// <summary>The operator has spent what it got.</summary>
    private protected abstract Task EmptyAsync(string account);

    [Fact]
    public async Task Money_is_sent_once_however_often_it_is_asked_for()
    {
        var request = await RequestAsync();
        Assert.Null(await Gateway.FindAsync(request.Key, 1, Cancellation));
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Gateway.TransferAsync(request, Cancellation)));
        Assert.Equal((TransferStatus.OnItsWay, request.Key), (sent[0].Status, sent[0].Key));
        Assert.Single(sent.Select(transfer => transfer.Id).Distinct());
        await ArriveAsync(request.Destination);
        Assert.Equal((TransferStatus.Arrived, sent[0].Id), await StatusAsync(request));
        Assert.Equal(TransferStatus.Arrived, (await Gateway.TransferAsync(request, Cancellation)).Status);
    }

    [Fact]
    public async Task Some_of_it_comes_back_once_for_each_key()
    {
        var request = await RequestAsync();
        var sent = await Gateway.TransferAsync(request, Cancellation);
        await FillAsync(request.Destination);
        var reversal = new ReversalRequest($"{request.Key}-back", sent.Id, Money.Jpy(300));
        var back = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Gateway.ReverseAsync(reversal, Cancellation)));
        Assert.All(back, one => Assert.True(one.Done, one.Reason));
        Assert.Equal([reversal.Key], (await Gateway.FindAsync(request.Key, 1, Cancellation))!.Reversals);
        Assert.False((await Gateway.ReverseAsync(new($"{request.Key}-more", sent.Id, Money.Jpy(701)), Cancellation)).Done);
    }

    [Fact]
    public async Task What_the_account_does_not_have_does_not_come_back()
    {
        var request = await RequestAsync();
        var sent = await Gateway.TransferAsync(request, Cancellation);
        await ArriveAsync(request.Destination);
        await EmptyAsync(request.Destination);
        var back = await Gateway.ReverseAsync(new($"{request.Key}-back", sent.Id, Money.Jpy(300)), Cancellation);
        Assert.Equal((false, "balance_insufficient"), (back.Done, back.Reason));
    }

    private protected async Task<TransferRequest> RequestAsync() =>
        new($"po_{Guid.CreateVersion7():N}", await AccountAsync(), Money.Jpy(1000), OperatorId.From(Guid.CreateVersion7()).ToString());

    private protected async Task<(TransferStatus, string)> StatusAsync(TransferRequest request) => await Gateway.FindAsync(request.Key, 1, Cancellation) is { } found ? (found.Status, found.Id) : default;
}
