using CeCommerce.Platform;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>
/// Stripe. An intent is made unconfirmed and confirmed by the buyer in Stripe's form, so that card data never come here; its name is found again by repeating what made it
/// under the same idempotency key. What Stripe says is always read from the intent as it is now: a repeated request answers with what was true the first time.
/// </summary>
internal sealed class StripeGateway(IStripeClient stripe, StripeWords words, TimeProvider clock) : IPaymentGateway
{
    /// <summary>Which of our payments an object of Stripe is about.</summary>
    public const string KeyOfReference = "reference";

    public const string KeyOfPayment = "payment";

    public const string KeyOfRefund = "refund";

    public const string Called = "stripe";

    /// <summary>The most that Stripe takes in yen.</summary>
    private const long Most = 99_999_999;

    /// <summary>Stripe remembers idempotency keys for a day at least.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(20);

    /// <summary>How many keys of one request are tried at a time.</summary>
    private const int Keys = 4;

    private static readonly List<string> Wholly = ["latest_charge.refunds"];

    private readonly PaymentIntentService _intents = new(stripe);

    public string Name => Called;

    public IReadOnlyList<MeansOfPayment> Methods { get; } = [.. StripeMeans.All.Select(means => new MeansOfPayment(means.Name, means.Kind))];

    public async Task<Charge> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (RefusalOf(request) is { } reason)
        {
            return Refused(request, reason);
        }

        var made = await MakeAsync(request, cancellationToken);
        return made.Known is not { } intent
            ? Refused(request, made.Refusal!)
            : IsToConfirm(request, intent)
                ? await ConfirmAsync(request, intent, cancellationToken)
                : words.Read(request, intent);
    }

    public async Task<Charge?> FindAsync(ChargeRequest request, CancellationToken cancellationToken) =>
        await FindIntentAsync(request, cancellationToken) is { } intent ? words.Read(request, intent) : null;

    public async Task<Charge> CaptureAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        var id = request.ProcessorId ?? (await FindIntentAsync(request, cancellationToken) ?? throw Missing(request)).Id;
        var change = new IntentChange(Key(request, "capture"), key => _intents.CaptureAsync(id, new() { Expand = Wholly }, key, cancellationToken), intent => intent.Status != "requires_capture");
        return words.Read(request, await NowAsync(await ChangeAsync(id, change, cancellationToken), id, change.IsDone, cancellationToken));
    }

    /// <summary>One whose name is not known is made first, unless it is too old for that to find it: then Stripe's own search says whether there is one.</summary>
    public async Task<Charge?> CancelAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (await CancellableAsync(request, cancellationToken) is not { } id)
        {
            return null;
        }

        var options = new PaymentIntentCancelOptions { CancellationReason = "abandoned", Expand = Wholly };
        var change = new IntentChange(Key(request, "cancel"), key => _intents.CancelAsync(id, options, key, cancellationToken), intent => intent.Status is "canceled" or "succeeded");
        return words.Read(request, await NowAsync(await ChangeAsync(id, change, cancellationToken), id, change.IsDone, cancellationToken));
    }

    public async Task<Charge> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        var intent = await FindIntentAsync(request.Charge, cancellationToken) ?? throw Missing(request.Charge);
        if (words.Read(request.Charge, intent) is var known && known.Refunds.Any(refund => refund.Key == request.Key))
        {
            // Stripe may have forgotten the key since.
            return known;
        }

        var options = OptionsOf(request, intent);
        if (NeedsAccount(request.Charge) && options.InstructionsEmail is null)
        {
            return WithRefund(words.Read(request.Charge, intent), new(request.Key, request.Amount.Amount) { Status = RefundStatus.NeedsBuyer });
        }

        var asked = await AskAsync(token => new RefundService(stripe).CreateAsync(options, KeyOf($"{request.Key}:refund"), token), cancellationToken);
        var charge = words.Read(request.Charge, await GetAsync(intent.Id, cancellationToken));
        return charge.Refunds.Any(refund => refund.Key == request.Key) ? charge
            : asked is { Refusal: { } reason } ? WithRefund(charge, new(request.Key, request.Amount.Amount) { Status = RefundStatus.Failed, Reason = reason })
            : throw asked.Unknown ?? Missing(request.Charge);
    }

    /// <summary>Money goes back to a card by itself; for cash and transfers Stripe asks the buyer for an account, at the address that was typed into its form.</summary>
    private static RefundCreateOptions OptionsOf(RefundRequest request, PaymentIntent intent) => new()
    {
        PaymentIntent = intent.Id,
        Amount = request.Amount.Amount,
        Reason = "requested_by_customer",
        InstructionsEmail = NeedsAccount(request.Charge) ? request.Email ?? intent.LatestCharge?.BillingDetails?.Email : null,
        Metadata = new() { [KeyOfReference] = request.Charge.Reference, [KeyOfPayment] = request.Charge.Payment, [KeyOfRefund] = request.Key },
    };

    private static bool NeedsAccount(ChargeRequest request) => StripeMeans.Find(request.Method)?.Type is "konbini" or "customer_balance";

    private static Charge WithRefund(Charge charge, ChargeRefund refund) =>
        charge.Refunds.Any(known => known.Key == refund.Key) ? charge : charge with { Refunds = [.. charge.Refunds, refund] };

    /// <summary>What was saved is tried once; after that it waits for another, which the buyer names in the form.</summary>
    private static bool IsToConfirm(ChargeRequest request, PaymentIntent intent) => request.Saved is null
        ? StripeMeans.Find(request.Method) is { NeedsForm: false } && intent.Status is "requires_confirmation" or "requires_payment_method"
        : intent.Status == "requires_confirmation";

    private async Task<Charge> ConfirmAsync(ChargeRequest request, PaymentIntent intent, CancellationToken cancellationToken)
    {
        var options = request.Saved is { } saved
            ? new PaymentIntentConfirmOptions { OffSession = saved.BuyerIsAway ? true : null, Mandate = saved.BuyerIsAway ? saved.Mandate : null, Expand = Wholly }
            : new PaymentIntentConfirmOptions { PaymentMethodData = new() { Type = StripeMeans.Find(request.Method)!.Type }, Expand = Wholly };
        var change = new IntentChange(Key(request, "confirm"), key => _intents.ConfirmAsync(intent.Id, options, key, cancellationToken), now => now.Status != intent.Status);
        var confirmed = await ChangeAsync(intent.Id, change, cancellationToken);
        if (confirmed.Refusal is { } reason && (request.Saved is null || (await GetAsync(intent.Id, cancellationToken)).Status == intent.Status))
        {
            return Refused(request, reason) with { ProcessorId = intent.Id };
        }

        // A card that was refused says so in the intent, and whether the buyer is needed.
        return words.Read(request, await NowAsync(confirmed, intent.Id, change.IsDone, cancellationToken));
    }

    private async Task<StripeAnswer<PaymentIntent>> MakeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (request.ProcessorId is { } known)
        {
            return new(await GetAsync(known, cancellationToken));
        }

        var means = StripeMeans.Find(request.Method)!;
        var options = new PaymentIntentCreateOptions
        {
            Amount = request.Amount.Amount,
            Currency = "jpy",
            AllowedPaymentMethodTypes = [means.Type],
            CaptureMethod = means.Capture,
            PaymentMethodOptions = means.Options(request.Saved is { BuyerIsAway: true }),
            TransferGroup = request.Payment,
            Metadata = new() { [KeyOfReference] = request.Reference, [KeyOfPayment] = request.Payment },
            Customer = request.Saved?.Payer ?? (means.NeedsForm ? null : await PayerAsync(request, cancellationToken)),
            PaymentMethod = request.Saved?.Method,
        };
        var made = await WithNextKeyAsync(
            Key(request, "create"), key => _intents.CreateAsync(options, key, cancellationToken), async () => await FindIntentAsync(request, cancellationToken) is not null, cancellationToken);
        return made switch
        {
            { Value: { } intent } when IsReplayed(intent) => new(await GetAsync(intent.Id, cancellationToken)),
            { Unknown: not null } when await FindIntentAsync(request, cancellationToken) is { } found => new(found),
            _ => made,
        };
    }

    /// <summary>Each transfer has a payer, and so a bank account, of its own: what comes there is for this payment and no other.</summary>
    private async Task<string> PayerAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        var options = new CustomerCreateOptions { Metadata = new() { [KeyOfReference] = request.Reference, [KeyOfPayment] = request.Payment } };
        var made = await WithNextKeyAsync(Key(request, "payer"), key => new CustomerService(stripe).CreateAsync(options, key, cancellationToken), () => Task.FromResult(false), cancellationToken);
        return made.Known?.Id ?? throw new PaymentGatewayUnavailable($"Stripe made no payer: {made.Refusal}.");
    }

    private async Task<string?> CancellableAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (request.ProcessorId is { } known)
        {
            return known;
        }

        return RefusalOf(request) is null && clock.GetUtcNow() < request.Since + Remembered && (await MakeAsync(request, cancellationToken)).Value is { } made
            ? made.Id
            : (await FindIntentAsync(request, cancellationToken))?.Id;
    }

    private async Task<PaymentIntent?> FindIntentAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (request.ProcessorId is { } known)
        {
            return await GetAsync(known, cancellationToken);
        }

        var query = new PaymentIntentSearchOptions { Query = $"metadata['{KeyOfPayment}']:'{request.Payment}'", Limit = 1 };
        var found = await AskAsync(token => _intents.SearchAsync(query, null, token), cancellationToken);
        return found.Known?.Data is [var intent, ..] ? await GetAsync(intent.Id, cancellationToken) : null;
    }

    private async Task<PaymentIntent> GetAsync(string id, CancellationToken cancellationToken)
    {
        var found = await AskAsync(token => _intents.GetAsync(id, new() { Expand = Wholly }, null, token), cancellationToken);
        return found.Known ?? throw new PaymentGatewayUnavailable($"Stripe does not show {id}: {found.Refusal}.");
    }

    /// <summary>
    /// The intent as it is now. A refusal says that it was not in the state for it any more, a repeated request what was true the first time, and what is unknown may be done
    /// all the same.
    /// </summary>
    private async Task<PaymentIntent> NowAsync(StripeAnswer<PaymentIntent> answer, string id, Func<PaymentIntent, bool> isDone, CancellationToken cancellationToken)
    {
        if (answer.Value is { } intent && !IsReplayed(intent))
        {
            return intent;
        }

        var now = await GetAsync(id, cancellationToken);
        return answer.Unknown is { } unknown && !isDone(now) ? throw unknown : now;
    }

    private Task<StripeAnswer<PaymentIntent>> ChangeAsync(string id, IntentChange change, CancellationToken cancellationToken) =>
        WithNextKeyAsync(change.Key, change.Ask, async () => change.IsDone(await GetAsync(id, cancellationToken)), cancellationToken);

    /// <summary>
    /// Asks under the next key when Stripe only repeats an error of its own under this one and nothing was done. So the first request has ended, and no two are on their way. Only for what
    /// Stripe lets happen to an intent once, or what nobody is charged by: a refund may be done after all, and waits until its key is forgotten.
    /// </summary>
    private static async Task<StripeAnswer<T>> WithNextKeyAsync<T>(string key, Func<RequestOptions, Task<T>> ask, Func<Task<bool>> isDone, CancellationToken cancellationToken)
        where T : class
    {
        for (var turn = 1; ; turn++)
        {
            var options = KeyOf(turn == 1 ? key : $"{key}:{turn}");
            var answer = await StripeFaults.AskAsync(() => ask(options), cancellationToken);
            if (!answer.IsSpent || turn == Keys || await isDone())
            {
                return answer;
            }
        }
    }

    private static Task<StripeAnswer<T>> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class => StripeFaults.AskAsync(() => ask(cancellationToken), cancellationToken);

    private static bool IsReplayed(PaymentIntent intent) => intent.StripeResponse?.Headers.Contains("Idempotent-Replayed") == true;

    private static string? RefusalOf(ChargeRequest request) => request switch
    {
        { Amount.Amount: <= 0 or > Most } => "amount_not_chargeable",
        { Amount.Currency: not Money.Yen } => "currency_not_supported",
        _ when StripeMeans.Find(request.Method) is null => "method_unknown",
        _ => null,
    };

    private static Charge Refused(ChargeRequest request, string reason) => new(request.Reference, ChargeStatus.Declined, request.Amount, reason);

    private static string Key(ChargeRequest request, string verb) => $"{request.Payment}:{verb}";

    private static RequestOptions KeyOf(string key) => new() { IdempotencyKey = key };

    private static PaymentGatewayUnavailable Missing(ChargeRequest request) => new($"Stripe knows no charge of {request.Payment}.");

    /// <summary>What is to become of an intent.</summary>
    private sealed record IntentChange(string Key, Func<RequestOptions, Task<PaymentIntent>> Ask, Func<PaymentIntent, bool> IsDone);
}
