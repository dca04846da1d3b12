using GraphQL;

namespace CeCommerce.Platform.GraphQL;

/// <summary>What is chosen of a field, in fragments too. The library keeps it by response key, which is the client's to choose.</summary>
public static class SelectedFields
{
    /// <summary>Whether the field of that name is chosen, under whatever alias.</summary>
    public static bool Selects(this IResolveFieldContext field, string name) =>
        field.SubFields?.Values.Any(chosen => chosen.Field.Name.Value.Equals(name)) == true;
}
