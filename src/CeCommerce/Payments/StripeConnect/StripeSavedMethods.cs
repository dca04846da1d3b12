using CeCommerce.Payments.Saved;
using CeCommerce.Platform;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>
/// What Stripe keeps for a consumer: a customer of whom it knows nothing but our name, and SetupIntents that the consumer confirms in Stripe's form. Only cards can be kept: Stripe
/// charges neither PayPay nor slips nor transfers without the buyer.
/// </summary>
internal sealed class StripeSavedMethods(IStripeClient stripe, StripeSettings settings, TimeProvider clock) : ISavedMethods
{
    public const string KeyOfPayer = "payer";

    private static readonly string[] Topics = ["setup_intent.", "payment_method.", "mandate.", "customer."];

    /// <summary>Stripe remembers idempotency keys for a day at least.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(20);

    private static readonly List<string> Wholly = ["payment_method"];

    private readonly SetupIntentService _setups = new(stripe);

    public string Name => StripeGateway.Called;

    public IReadOnlyList<MeansOfPayment> Methods { get; } = [.. StripeMeans.All.Where(means => means.IsSavable).Select(means => new MeansOfPayment(means.Name, means.Kind))];

    public bool IsAbout(string webhook) => Array.Exists(Topics, topic => webhook.StartsWith(topic, StringComparison.Ordinal));

    /// <summary>
    /// One whose name was not heard, since Stripe has forgotten the key or repeats under it that something broke, is made once more: the other has nothing saved and says nothing
    /// of anybody.
    /// </summary>
    public async Task<string> PayerAsync(PayerId id, CancellationToken cancellationToken)
    {
        var made = await MakePayerAsync(id, "make", cancellationToken);
        made = made.Unknown is null ? made : await MakePayerAsync(id, "make-again", cancellationToken);
        return made.Known?.Id ?? throw new PaymentGatewayUnavailable($"Stripe made no payer: {made.Refusal}.");
    }

    public async Task<bool> KnowsAsync(string payer, CancellationToken cancellationToken)
    {
        var found = await AskAsync(token => new CustomerService(stripe).GetAsync(payer, null, null, token), cancellationToken);
        return found.Known is { Deleted: not true };
    }

    /// <summary>A customer who is deleted takes along what is saved; a refusal says that there is none any more.</summary>
    public async Task ForgetAsync(string payer, CancellationToken cancellationToken)
    {
        var deleted = await AskAsync(token => new CustomerService(stripe).DeleteAsync(payer, null, null, token), cancellationToken);
        _ = deleted.Known;
    }

    public async Task<MethodAtProcessor?> SaveAsync(SavingRequest request, CancellationToken cancellationToken)
    {
        if (request.SetupId is not null || clock.GetUtcNow() > request.Since + Remembered)
        {
            return await FindAsync(request, cancellationToken);
        }

        var means = StripeMeans.Find(request.Method) ?? throw new InvalidOperationException($"{request.Method} is no means of payment.");
        var options = new SetupIntentCreateOptions
        {
            Customer = request.Payer,
            Usage = request.IsOffSession ? "off_session" : "on_session",
            AllowedPaymentMethodTypes = [means.Type],
            PaymentMethodOptions = new() { Card = new() { RequestThreeDSecure = "any" } },
            Metadata = new() { [StripeGateway.KeyOfReference] = request.Key },
            Expand = Wholly,
        };
        var made = await AskAsync(token => _setups.CreateAsync(options, KeyOf($"{request.Key}:save"), token), cancellationToken);

        // A repeated request answers with what was true the first time, be it that something broke.
        return made switch
        {
            { Value: { } setup } => await GetAsync(setup.Id, cancellationToken),
            { Unknown: { } unknown } => await FindAsync(request, cancellationToken) ?? throw unknown,
            _ => null,
        };
    }

    /// <summary>One whose name was never heard is looked for among those of its payer.</summary>
    public async Task<MethodAtProcessor?> FindAsync(SavingRequest request, CancellationToken cancellationToken)
    {
        if (request.SetupId is { } known)
        {
            return await GetAsync(known, cancellationToken);
        }

        var options = new SetupIntentListOptions { Customer = request.Payer, Limit = 100 };
        while (true)
        {
            var asked = await AskAsync(token => _setups.ListAsync(options, null, token), cancellationToken);
            if (asked.Known is not { } page)
            {
                return null;
            }

            if (page.Data.Find(setup => setup.Metadata?.GetValueOrDefault(StripeGateway.KeyOfReference) == request.Key) is { } found)
            {
                return await GetAsync(found.Id, cancellationToken);
            }

            if (!page.HasMore)
            {
                return null;
            }

            options.StartingAfter = page.Data[^1].Id;
        }
    }

    public async Task<MethodAtProcessor?> EndAsync(SavingRequest request, CancellationToken cancellationToken)
    {
        if (await SaveAsync(request, cancellationToken) is not { State: SavedMethodState.Pending } open)
        {
            return await SaveAsync(request, cancellationToken);
        }

        // Without a key: to end it twice is refused, and how it stands is read either way.
        var ended = await AskAsync(token => _setups.CancelAsync(open.SetupId, new() { CancellationReason = "abandoned" }, null, token), cancellationToken);
        var now = await GetAsync(open.SetupId, cancellationToken);
        return ended.Unknown is { } unknown && now is { State: SavedMethodState.Pending } ? throw unknown : now;
    }

    public async Task<MethodAtProcessor?> RemoveAsync(SavingRequest request, CancellationToken cancellationToken)
    {
        if (await EndAsync(request, cancellationToken) is not { State: SavedMethodState.Usable, ProcessorId: { } method } saved)
        {
            return await FindAsync(request, cancellationToken);
        }

        var detached = await AskAsync(token => new PaymentMethodService(stripe).DetachAsync(method, null, null, token), cancellationToken);
        var now = await GetAsync(saved.SetupId, cancellationToken);
        return detached.Unknown is { } unknown && now is { State: SavedMethodState.Usable } ? throw unknown : now;
    }

    private Task<StripeAnswer<Customer>> MakePayerAsync(PayerId id, string verb, CancellationToken cancellationToken)
    {
        var options = new CustomerCreateOptions { Metadata = new() { [KeyOfPayer] = id.ToString() } };
        return AskAsync(token => new CustomerService(stripe).CreateAsync(options, KeyOf($"{id}:{verb}"), token), cancellationToken);
    }

    private async Task<MethodAtProcessor?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var found = await AskAsync(token => _setups.GetAsync(id, new() { Expand = Wholly }, null, token), cancellationToken);
        return found.Known is { } setup ? Read(setup) : null;
    }

    /// <summary>A card that was refused in Stripe's form is not the end: the consumer tries another one there. What is saved belongs to its payer until it is taken away.</summary>
    private MethodAtProcessor Read(SetupIntent setup)
    {
        var state = setup.Status switch
        {
            "succeeded" => setup.PaymentMethod?.CustomerId is null ? SavedMethodState.Removed : SavedMethodState.Usable,
            "canceled" => SavedMethodState.Failed,
            _ => SavedMethodState.Pending,
        };
        return new(setup.Id, state)
        {
            ProcessorId = setup.Status == "succeeded" ? setup.PaymentMethodId : null,
            Mandate = setup.MandateId,
            Card = setup.Status == "succeeded" && setup.PaymentMethod?.Card is { } card ? new(card.DisplayBrand ?? card.Brand, card.Last4, (int)card.ExpYear, (int)card.ExpMonth) : null,
            Action = state != SavedMethodState.Pending || setup.Status == "processing" ? null
                : setup.NextAction?.RedirectToUrl is { } redirect ? new Redirect(redirect.Url)
                : new PaymentSheet("stripe", setup.ClientSecret, settings.PublishableKey),
            Reason = setup.Status switch { "succeeded" => null, "canceled" => setup.CancellationReason ?? "canceled", _ => StripeFaults.CodeOf(setup.LastSetupError) },
        };
    }

    private static Task<StripeAnswer<T>> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class => StripeFaults.AskAsync(() => ask(cancellationToken), cancellationToken);

    private static RequestOptions KeyOf(string key) => new() { IdempotencyKey = key };
}
