using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>What one evaluation of a field costs when that is not one unit per object, for example a field that calls another system.</summary>
public sealed class CostAttribute(int units) : GraphQLAttribute
{
    internal const string Key = "cost";

    public int Units => units;

    public override void Modify(FieldType fieldType, bool isInputType) => fieldType.Metadata[Key] = (int?)units;
}
