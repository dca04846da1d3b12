using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;

namespace CeCommerce.Platform.GraphQL;

/// <summary>Writes and reviews a schema.</summary>
public static class SchemaText
{
    public static string Print(ISchema schema) => schema.Print(new PrintOptions { StringComparison = StringComparison.Ordinal }).ReplaceLineEndings("\n");

    /// <summary>Every type, field, argument, enum value and input field without a description, as <c>Type.field(argument)</c>.</summary>
    public static IReadOnlyList<string> Undescribed(ISchema schema)
    {
        var missing = new List<string>();
        foreach (var type in schema.AllTypes.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            if (type.Description is null && type is not (StringGraphType or IntGraphType or FloatGraphType or BooleanGraphType or IdGraphType))
            {
                missing.Add(type.Name);
            }

            missing.AddRange(Members(type).Where(member => string.IsNullOrWhiteSpace(member.Description)).Select(member => $"{type.Name}.{member.Name}"));
        }

        missing.Sort(StringComparer.Ordinal);
        return missing;
    }

    /// <summary>Refusals of an assembly that no feature registered with <see cref="GraphQLParts.Error{T}"/>; returning one would be a masked bug.</summary>
    public static IReadOnlyList<string> UnregisteredErrors(ISchema schema, System.Reflection.Assembly assembly)
    {
        var known = schema.AllTypes.Select(type => type.GetType()).Where(type => type.IsGenericType).Select(type => type.GetGenericArguments()[0]).ToHashSet();
        return [.. assembly.GetTypes().Where(type => typeof(UserError).IsAssignableFrom(type) && !type.IsAbstract && !known.Contains(type)).Select(type => type.Name)];
    }

    private static IEnumerable<(string Name, string? Description)> Members(IGraphType type) => type switch
    {
        EnumerationGraphType choice => choice.Values.Select(value => (value.Name, value.Description)),
        IComplexGraphType complex => complex.Fields.SelectMany(field => (field.Arguments ?? [])
            .Select(argument => ($"{field.Name}({argument.Name})", argument.Description)).Prepend((field.Name, field.Description))),
        _ => [],
    };
}
