using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Connect;

/// <summary>Opens operators' accounts, and the pages on which their staff tell the processor what it wants to know. A page is for one visit, so it is made anew each time.</summary>
internal sealed class OnboardingService(CommerceDatabase database, PayoutAccounts accounts, IAccountGateway gateway, Settings settings)
{
    public async Task<Outcome<OnboardedAccount>> OpenAsync(Caller caller, OpenPayoutAccountInput input, CancellationToken cancellationToken)
    {
        if (!IsPage(input.ReturnPage))
        {
            return new ReturnPageInvalid("input", "returnPage");
        }

        return (await accounts.OpenAsync(caller, input.OperatorId, input.IdempotencyKey, cancellationToken)).Try(out var account, out var refusal)
            ? await OnboardAsync(account.Id, input.ReturnPage, cancellationToken)
            : Outcome<OnboardedAccount>.Refused(refusal);
    }

    /// <summary>Another page for an account that is there; that changes nothing.</summary>
    public async Task<Outcome<OnboardedAccount>> RenewAsync(Caller caller, RenewPayoutOnboardingInput input, CancellationToken cancellationToken)
    {
        if (!IsPage(input.ReturnPage))
        {
            return new ReturnPageInvalid("input", "returnPage");
        }

        return await database.Set<PayoutAccount>().VisibleTo(caller).AnyAsync(x => x.Id == input.PayoutAccountId && x.Gateway == gateway.Name && x.ClosedAt == null, cancellationToken)
            ? await OnboardAsync(input.PayoutAccountId, input.ReturnPage, cancellationToken)
            : new PayoutAccountNotFound("input", "payoutAccountId");
    }

    /// <summary>What is unknown here may be done all the same: the same request again goes on from there.</summary>
    private async Task<Outcome<OnboardedAccount>> OnboardAsync(PayoutAccountId id, string returnPage, CancellationToken cancellationToken)
    {
        try
        {
            var account = await accounts.ReadAsync(id, cancellationToken);
            return account.State == PayoutAccountState.Disabled
                ? new OnboardedAccount(account, null)
                : new OnboardedAccount(account, await gateway.OnboardAsync(account.ProcessorId!, returnPage, cancellationToken));
        }
        catch (PaymentGatewayUnavailable)
        {
            return new PayoutProcessorUnavailable("input");
        }
    }

    /// <summary>Browsers are sent there by the processor; without TLS only on the developer's own machine.</summary>
    private bool IsPage(string page) => page.Length <= 2000 && Uri.TryCreate(page, UriKind.Absolute, out var address) && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (settings.IsDevelopment && address.Scheme == Uri.UriSchemeHttp));
}

/// <summary>An account, and the page on which it goes on; no page for one that the processor has ended.</summary>
internal sealed record OnboardedAccount(PayoutAccount Account, PayoutOnboarding? Onboarding);
