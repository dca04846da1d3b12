using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>An enum with described values in SCREAMING_SNAKE_CASE.</summary>
internal sealed class CommerceEnumType<T> : EnumerationGraphType
    where T : struct, Enum
{
    public CommerceEnumType() => CommerceEnumValues.Describe(this, typeof(T));

    protected override EnumValuesBase CreateValues() => new CommerceEnumValues();
}
