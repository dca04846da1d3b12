using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Partners;

/// <summary>What those who run the platform see of a partner app; never its secret.</summary>
internal sealed class PartnerAppGraphType : ObjectGraphType<PartnerApp>
{
    public PartnerAppGraphType()
    {
        Name = "PartnerApp";
        Description = "A program that may ask for access tokens.";
        Field<NonNullGraphType<GlobalIdType>>("id").Description("Identifies the app.").Resolve(field => new PartnerAppId(field.Source.Id));
        Field<NonNullGraphType<StringGraphType>>("clientId").Description("The `client_id` for the token endpoint.").Resolve(field => field.Source.ClientId);
        Field<NonNullGraphType<StringGraphType>>("name").Description("What people call the app.").Resolve(field => field.Source.DisplayName);
        Field<NonNullGraphType<CommerceEnumType<Role>>>("role").Description("For whom the app works.").Resolve(field => field.Source.Role);
        Field<GlobalIdType>("operatorId").Description("The operator that an operator's or refurbisher's app works for.")
            .Resolve(field => field.Source.OperatorId is { } id ? OperatorId.From(id) : null);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("scopes")
            .Description("The most that its tokens can be granted.").Resolve(field => field.Source.Scopes);
        Field<NonNullGraphType<BooleanGraphType>>("mayActForConsumers")
            .Description("May exchange the id of one of its consumers for a token in that consumer's name.").Resolve(field => field.Source.MayActForConsumers);
        Field<NonNullGraphType<BooleanGraphType>>("trustedDocumentsOnly")
            .Description("May only send GraphQL documents that were registered beforehand.").Resolve(field => field.Source.TrustedDocumentsOnly);
        Field<NonNullGraphType<DateTimeScalar>>("registeredAt").Description("Since when it is known.").Resolve(field => field.Source.RegisteredAt);
        Field<DateTimeScalar>("revokedAt").Description("From then on it gets no tokens; null while it may.").Resolve(field => field.Source.RevokedAt);
    }
}
