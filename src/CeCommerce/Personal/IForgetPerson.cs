namespace CeCommerce.Personal;

/// <summary>
/// What a feature registers that still has something in clear that a person wrote, from before such things were sealed: it goes when they are erased. Part of the transaction
/// of the erasure, which has the person to itself.
/// </summary>
internal interface IForgetPerson
{
    Task ForgetAsync(Person person, DateTimeOffset now, CancellationToken cancellationToken);
}
