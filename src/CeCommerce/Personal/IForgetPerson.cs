namespace CeCommerce.Personal;

/// <summary>
/// What a feature registers that has something of a person outside of this room, such as what they wrote before such things were sealed, or what they saved to pay with: it goes when
/// they are erased. Part of the transaction of the erasure, which has the person to itself.
/// </summary>
internal interface IForgetPerson
{
    Task ForgetAsync(Person person, DateTimeOffset now, CancellationToken cancellationToken);
}
