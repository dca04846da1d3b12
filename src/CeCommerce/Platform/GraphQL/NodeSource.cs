namespace CeCommerce.Platform.GraphQL;

/// <summary>A <see cref="NodeResolver{T, TId}"/> without its types, so that one field can ask all of them.</summary>
internal sealed record NodeSource(
    Type ClrType, Func<IReadOnlyCollection<Guid>, CommerceUserContext, CancellationToken, Task<Dictionary<Guid, object>>> Resolve)
{
    public static NodeSource Of<T, TId>(NodeResolver<T, TId> resolver, string? scope)
        where T : class
        where TId : struct, ITypedId<TId> => new(typeof(T), async (ids, context, cancellation) =>
        {
            if (scope is not null && !context.Caller.Scopes.Contains(scope))
            {
                return [];
            }

            var found = await resolver([.. ids.Select(TId.From)], context, cancellation);
            return found.ToDictionary(pair => pair.Key.Value, pair => (object)pair.Value);
        });
}
