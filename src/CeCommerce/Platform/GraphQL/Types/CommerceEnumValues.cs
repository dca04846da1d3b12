using System.Reflection;
using GraphQL.Types;
using GraphQLParser;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>
/// The values of an enum by name and by value. The library's own class is generic, so that its code would be compiled again for each of
/// some sixty enums at every start.
/// </summary>
internal sealed class CommerceEnumValues : EnumValuesBase
{
    private readonly List<EnumValueDefinition> _all = [];
    private readonly Dictionary<string, EnumValueDefinition> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<object, EnumValueDefinition> _byValue = [];

    public override int Count => _all.Count;

    /// <summary>Names and describes <paramref name="type"/> and its values as those of <paramref name="clrType"/>.</summary>
    public static void Describe(EnumerationGraphType type, Type clrType)
    {
        (type.Name, type.Description) = (GraphTypeName.Of(clrType), Descriptions.Of(clrType));
        foreach (var field in clrType.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            type.Add(new EnumValueDefinition(ConstantCase.Of(field.Name), field.GetValue(null))
            {
                Description = Descriptions.Of(field),
                DeprecationReason = field.GetCustomAttribute<ObsoleteAttribute>()?.Message,
            });
        }
    }

    public override void Add(EnumValueDefinition value)
    {
        _all.Add(value);
        _byName.Add(value.Name, value);
        _byValue.Add(value.Value!, value);
    }

    public override EnumValueDefinition? FindByName(ROM name) => _byName.GetValueOrDefault((string)name);

    public override EnumValueDefinition? FindByValue(object? value) => value is null ? null : _byValue.GetValueOrDefault(value);

    public override IEnumerator<EnumValueDefinition> GetEnumerator() => _all.GetEnumerator();
}
