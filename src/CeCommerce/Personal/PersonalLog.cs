namespace CeCommerce.Personal;

/// <summary>What this room logs: that something failed or was done, and nothing of whom.</summary>
internal static partial class PersonalLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The keys of personal data could not be used.")]
    public static partial void KeysFailed(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Recipient {Recipient} cannot be opened under its person's key: the row is damaged, or was moved.")]
    public static partial void RowDamaged(ILogger logger, RecipientId recipient);

    [LoggerMessage(Level = LogLevel.Error, Message = "Text {Text} cannot be opened under its person's key: the row is damaged, or was moved.")]
    public static partial void TextDamaged(ILogger logger, Guid text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of personal data in {Place} are checked later: {Reason}")]
    public static partial void CheckedLater(ILogger logger, string place, string reason);
}
