namespace CeCommerce.Platform;

/// <summary>Thrown where a service finds that the product cannot start as it is set up; said like any refusal, not as a bug.</summary>
internal sealed class StartRefused(IUserError error) : Exception(error.Message.En)
{
    public IUserError Error => error;
}
