using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Paging;

/// <summary>
/// Which part of a list is wanted. A resolver takes it as a parameter, and the field gets the arguments first, after, last and before.
/// </summary>
/// <param name="Size">How many, 0 to the configured maximum; of none only what surrounds them is told.</param>
/// <param name="Cursor">Where to continue; null from the start (or the end, when backward).</param>
/// <param name="Backward">True for last/before: towards the start of the list.</param>
public sealed record PageArguments(int Size, string? Cursor, bool Backward = false)
{
    internal static PageArguments Read(IResolveFieldContext field)
    {
        var limits = field.RequestServices!.GetRequiredService<GraphQLLimits>();
        var (first, last) = (field.GetArgument<int?>("first"), field.GetArgument<int?>("last"));
        var (after, before) = (field.GetArgument<string?>("after"), field.GetArgument<string?>("before"));
        return Of(first, after, last, before, limits);
    }

    /// <summary>Checks the arguments together; throws a <see cref="RequestFault"/> that explains itself.</summary>
    public static PageArguments Of(int? first, string? after, int? last, string? before, GraphQLLimits limits)
    {
        if ((first is not null && last is not null) || (after is not null && before is not null)
            || (first is not null && before is not null) || (last is not null && after is not null))
        {
            throw new RequestFault("PAGE_ARGUMENTS_INVALID", new LocalText(
                "first と after、または last と before の組み合わせで指定してください。", "Use first with after, or last with before, never a mixture."));
        }

        var backward = last is not null || before is not null;
        var size = first ?? last ?? limits.DefaultPageSize;
        return size >= 0 && size <= limits.MaxPageSize
            ? new PageArguments(size, backward ? before : after, backward)
            : throw new RequestFault(size < 0 ? "PAGE_ARGUMENTS_INVALID" : "PAGE_TOO_LARGE", new LocalText(
                $"1ページの件数は0から{limits.MaxPageSize}までです（{size}が指定されました）。",
                $"A page holds 0 to {limits.MaxPageSize}; {size} was asked for."));
    }

    internal static void Declare(FieldType field)
    {
        field.Arguments ??= [];
        field.Arguments.Add(new QueryArgument<IntGraphType> { Name = "first", Description = "How many, from the start or after `after`." });
        field.Arguments.Add(new QueryArgument<StringGraphType> { Name = "after", Description = "The cursor after which to continue." });
        field.Arguments.Add(new QueryArgument<IntGraphType> { Name = "last", Description = "How many, from the end or before `before`." });
        field.Arguments.Add(new QueryArgument<StringGraphType> { Name = "before", Description = "The cursor before which to continue, towards the start." });
    }
}
