namespace CeCommerce.Platform.Events;

/// <summary>What a listener listens to: one thing, all that concerns one operator, or all that concerns one partner app.</summary>
internal readonly record struct Topic
{
    private Guid? Subject { get; init; }

    private Guid? OperatorId { get; init; }

    private string? ClientId { get; init; }

    /// <summary>Of every operator and app.</summary>
    public static Topic Everything => default;

    public static Topic OfSubject(Guid id) => new() { Subject = id };

    public static Topic OfOperator(Guid id) => new() { OperatorId = id };

    public static Topic OfApp(string clientId) => new() { ClientId = clientId };

    /// <summary>All to which a line belongs.</summary>
    public static IEnumerable<Topic> Of(LoggedEvent line)
    {
        yield return OfSubject(line.SubjectId);
        yield return Everything;
        if (line.OperatorId is { } operatorId)
        {
            yield return OfOperator(operatorId);
        }

        if (line.ClientId is { } clientId)
        {
            yield return OfApp(clientId);
        }
    }
}
