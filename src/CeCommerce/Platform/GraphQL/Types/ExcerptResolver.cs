using GraphQL;
using GraphQL.Resolvers;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>Says back only the beginning of what was sent.</summary>
internal sealed class ExcerptResolver(IFieldResolver inner) : IFieldResolver
{
    /// <summary>As long as a digest in hex digits: what a refusal gives to go on with, it gives whole.</summary>
    private const int Longest = 64;

    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context) => await inner.ResolveAsync(context) switch
    {
        string text when text.Length > Longest => Excerpt.Of(text),
        IEnumerable<string?> texts => texts.Select(text => text?.Length > Longest ? Excerpt.Of(text) : text).ToList(),
        var value => value,
    };
}
