using GraphQL.Validation;
using GraphQLParser.AST;

namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>Ends a validation that has found enough: thousands of mistakes cost as much as thousands of searches for a name that was meant.</summary>
internal sealed class FirstErrors : ValidationRuleBase, INodeVisitor
{
    public const int Most = 10;

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(this);

    public ValueTask EnterAsync(ASTNode node, ValidationContext context) => context.HasErrors && context.Errors.Count() >= Most
        ? throw new Enough([.. context.Errors])
        : default;

    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

    internal sealed class Enough(IReadOnlyList<ValidationError> errors) : Exception("The document has enough errors.")
    {
        public IReadOnlyList<ValidationError> Errors => errors;
    }
}
