namespace CeCommerce.Personal;

/// <summary>
/// What a feature that refers to recipients registers, so that an operator reads those that it has to send to. Where nobody registers one, operators
/// read none.
/// </summary>
internal interface IRecipientReferences
{
    /// <summary>Those of <paramref name="recipients"/> that something of this operator refers to now.</summary>
    Task<IReadOnlyCollection<RecipientId>> OfOperatorAsync(Guid operatorId, IReadOnlyCollection<RecipientId> recipients, CancellationToken cancellationToken);

    /// <summary>Those of <paramref name="versions"/> that something of this operator was agreed for.</summary>
    Task<IReadOnlyCollection<RecipientVersionId>> VersionsOfOperatorAsync(
        Guid operatorId, IReadOnlyCollection<RecipientVersionId> versions, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<RecipientVersionId>>([]);
}
