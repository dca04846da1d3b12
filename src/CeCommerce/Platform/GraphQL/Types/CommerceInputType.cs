using System.Reflection;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>A record as an input object: described from doc comments, required where C# says so.</summary>
internal sealed class CommerceInputType<T> : AutoRegisteringInputObjectGraphType<T>
{
    /// <summary>As inherited; but an override makes GraphQL.NET compile the conversion when an input is first read, not when the schema starts.</summary>
    public override object ParseDictionary(IDictionary<string, object?> value) => base.ParseDictionary(value);

    protected override void ConfigureGraph()
    {
        Name = GraphTypeName.Of(typeof(T));
        Description = Descriptions.Of(typeof(T));
        base.ConfigureGraph();
    }

    protected override FieldType? CreateField(MemberInfo memberInfo)
    {
        var field = base.CreateField(memberInfo);
        if (field is not null)
        {
            field.Description ??= Descriptions.Of(memberInfo);
        }

        return field;
    }
}
