using CeCommerce.Platform;
using Npgsql;

namespace CeCommerce.Personal.Keys;

/// <summary>Thrown where the keys of personal data cannot be reached; services make a refusal of it.</summary>
/// <param name="trouble">What callers are told.</param>
/// <param name="reason">For the log and for whoever runs the server: no key, nothing of a person.</param>
/// <param name="cause">What was thrown; null when we found it ourselves.</param>
internal sealed class KeyStoreFailure(KeyTrouble trouble, string reason, Exception? cause = null) : Exception(reason, cause)
{
    public KeyTrouble Trouble => trouble;

    public UserError AsRefusal() => new PersonalKeysUnavailable(trouble);

    /// <summary>What a failure of disk or database means; null for other exceptions.</summary>
    public static KeyStoreFailure? Of(Exception failure) => failure switch
    {
        UnauthorizedAccessException => new(KeyTrouble.Denied, failure.Message, failure),
        PostgresException { SqlState: ['2', '8', ..] or ['3', 'D', ..] or ['4', '2', ..] or PostgresErrorCodes.ReadOnlySqlTransaction } => new(KeyTrouble.Denied, failure.Message, failure),
        NpgsqlException or TimeoutException or IOException => new(KeyTrouble.Unreachable, failure.Message, failure),
        _ => null,
    };
}
