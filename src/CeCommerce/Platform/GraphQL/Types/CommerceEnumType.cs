using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>An enum with described values in SCREAMING_SNAKE_CASE.</summary>
internal sealed class CommerceEnumType<T> : EnumerationGraphType<T>
    where T : struct, Enum
{
    public CommerceEnumType()
    {
        Name = GraphTypeName.Of(typeof(T));
        Description = Descriptions.Of(typeof(T));
        foreach (var value in Values)
        {
            value.Description ??= Descriptions.Of(typeof(T).GetField(value.Value!.ToString()!)!);
        }
    }

    protected override string ChangeEnumCase(string val) => ConstantCase.Of(val);
}
