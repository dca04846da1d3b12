using CeCommerce.Payments.Connect;
using Stripe;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>
/// Connected accounts of Stripe. The platform takes the charges and bears fees and losses, so all that an account has to be able to do is to receive transfers; Stripe collects what it has to know of
/// its owner, on its own pages. Money is sent to banks when we say so.
/// </summary>
internal sealed class StripeAccounts(IStripeClient stripe, TimeProvider clock) : IAccountGateway
{
    public const string KeyOfAccount = "payout_account";

    private const string CardPayments = "card_payments";

    /// <summary>Stripe remembers idempotency keys for a day at least.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(20);

    private readonly AccountService _accounts = new(stripe);

    public string Name => StripeGateway.Called;

    public bool RequiresAccounts => true;

    /// <summary>One that was asked for so long ago that Stripe has forgotten the key is looked for among those that were made since.</summary>
    public async Task<AccountAtProcessor> OpenAsync(AccountRequest request, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() > request.Since + Remembered && await FindMadeAsync(request, cancellationToken) is { } made)
        {
            return Read(made);
        }

        var asked = await AskAsync(token => _accounts.CreateAsync(OptionsOf(request), new() { IdempotencyKey = $"{request.Key}:open" }, token), cancellationToken);
        var opened = asked.Known ?? throw new PaymentGatewayUnavailable($"Stripe opened no account: {asked.Refusal}.");

        // A repeated request answers with what was true the first time.
        return await FindAsync(opened.Id, cancellationToken) ?? Read(opened);
    }

    public async Task<AccountAtProcessor?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await AskAsync(token => _accounts.GetAsync(id, null, null, token), cancellationToken);
        return found switch
        {
            { Value: { } account } when IsToAsk(account) => Read(await AskForCardsAsync(account, cancellationToken)),
            { Value: { } account } => Read(account),
            { Refusal: not null } or { Unknown.InnerException: StripeException { StripeError.Code: "account_invalid" } } => null,
            _ => throw found.Unknown ?? new PaymentGatewayUnavailable("Stripe does not show the account."),
        };
    }

    public async Task<PayoutOnboarding> OnboardAsync(string id, string returnPage, CancellationToken cancellationToken)
    {
        var options = new AccountLinkCreateOptions
        {
            Account = id,
            Type = "account_onboarding",
            ReturnUrl = returnPage,
            RefreshUrl = returnPage,
            CollectionOptions = new() { Fields = "eventually_due" },
        };
        var made = await AskAsync(token => new AccountLinkService(stripe).CreateAsync(options, null, token), cancellationToken);
        return made.Known is { } link
            ? new(link.Url, StripeTime.At(link.ExpiresAt))
            : throw new PaymentGatewayUnavailable($"Stripe gave no page: {made.Refusal}.");
    }

    /// <summary>Of ours those that were opened before that was asked for at once.</summary>
    private static bool IsToAsk(Account account) => account.Metadata?.ContainsKey(KeyOfAccount) == true && account.Capabilities?.CardPayments is null
        && account.Requirements?.DisabledReason?.StartsWith("rejected", StringComparison.Ordinal) != true;

    /// <summary>Asked twice it is asked once. Whatever comes of it the account is as it was read before, or is now: the next reading asks again.</summary>
    private async Task<Account> AskForCardsAsync(Account account, CancellationToken cancellationToken)
    {
        var asked = await AskAsync(token => new AccountCapabilityService(stripe).UpdateAsync(account.Id, CardPayments, new() { Requested = true }, null, token), cancellationToken);
        return asked.Value is null ? account : (await AskAsync(token => _accounts.GetAsync(account.Id, null, null, token), cancellationToken)).Value ?? account;
    }

    private async Task<Account?> FindMadeAsync(AccountRequest request, CancellationToken cancellationToken)
    {
        var options = new AccountListOptions { Limit = 100, Created = new DateRangeOptions { GreaterThanOrEqual = (request.Since - TimeSpan.FromMinutes(5)).UtcDateTime } };
        while (true)
        {
            var asked = await AskAsync(token => _accounts.ListAsync(options, null, token), cancellationToken);
            var page = asked.Known ?? throw new PaymentGatewayUnavailable($"Stripe lists no accounts: {asked.Refusal}.");
            if (page.Data.Find(account => account.Metadata?.GetValueOrDefault(KeyOfAccount) == request.Key) is { } found)
            {
                return found;
            }

            if (!page.HasMore)
            {
                return null;
            }

            options.StartingAfter = page.Data[^1].Id;
        }
    }

    private static AccountCreateOptions OptionsOf(AccountRequest request)
    {
        var profile = request.Owner.Profile;
        return new()
        {
            Country = "JP",
            BusinessType = profile.IsCorporation ? "company" : "individual",
            BusinessProfile = new() { Name = profile.TradeName ?? profile.LegalName, Url = profile.ShopUrl, SpecifiedCommercialTransactionsActUrl = request.Statement },
            Controller = new()
            {
                Fees = new() { Payer = "application" },
                Losses = new() { Payments = "application" },
                RequirementCollection = "stripe",
                StripeDashboard = new() { Type = "express" },
            },
            // Nothing is charged by the account; but a platform needs Stripe's approval to ask for transfers alone, and is refused at the first account without.
            Capabilities = new() { CardPayments = new() { Requested = true }, Transfers = new() { Requested = true } },
            Settings = new() { Payouts = new() { Schedule = new() { Interval = "manual" } } },
            Metadata = new() { [KeyOfAccount] = request.Key, ["operator"] = request.Owner.Id.ToString() },
        };
    }

    private static AccountAtProcessor Read(Account account) => new(account.Id)
    {
        ChargesEnabled = account.ChargesEnabled,
        PayoutsEnabled = account.PayoutsEnabled,
        DetailsSubmitted = account.DetailsSubmitted,
        Bank = account.ExternalAccounts?.Data?.OfType<Stripe.BankAccount>().LastOrDefault(bank => bank.DefaultForCurrency == true)?.Id,
        Capabilities = StripeCapabilities.Of(account.Capabilities),
        Requirements = account.Requirements is { } wanted
            ? new([.. wanted.CurrentlyDue ?? []], [.. wanted.PastDue ?? []], wanted.CurrentDeadline is { } day && day > DateTime.UnixEpoch ? StripeTime.At(day) : null, wanted.DisabledReason)
            : PayoutRequirements.None,
    };

    private static Task<StripeAnswer<T>> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class => StripeFaults.AskAsync(() => ask(cancellationToken), cancellationToken);
}
