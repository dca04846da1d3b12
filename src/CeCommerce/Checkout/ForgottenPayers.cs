using CeCommerce.Payments.Saved;
using CeCommerce.Personal;

namespace CeCommerce.Checkout;

/// <summary>What an erased person has saved to pay with goes too: here at once, at the processor as soon as it can be asked.</summary>
internal sealed class ForgottenPayers(PayerErasure payers) : IForgetPerson
{
    public Task ForgetAsync(Person person, DateTimeOffset now, CancellationToken cancellationToken) => payers.ForgetAsync(person.ClientId, person.ConsumerId, now, cancellationToken);
}
