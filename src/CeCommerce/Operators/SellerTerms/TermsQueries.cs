using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Operators.SellerTerms;

internal sealed class TermsQueries
{
    /// <summary>The terms between the platform and its operators, as they can be accepted today.</summary>
    [Public]
    public static PlatformTerms PlatformTerms([FromServices] TimeProvider clock) => SellerTerms.PlatformTerms.On(clock.Today());
}
