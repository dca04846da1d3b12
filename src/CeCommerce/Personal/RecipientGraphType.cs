using System.Text.RegularExpressions;
using CeCommerce.Personal.Retained;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace CeCommerce.Personal;

/// <summary>What GraphQL shows of a recipient.</summary>
internal sealed partial class RecipientGraphType : ObjectGraphType<Recipient>
{
    public RecipientGraphType()
    {
        Name = "Recipient";
        Description = "Where something is sent to. What it says is kept sealed; reading it is put on record.";
        Field(x => x.Id).Description("Global id, `rcp_…`.");
        Field(x => x.CreatedAt).Description("Since when.");
        Field(x => x.UpdatedAt).Description("When it was last saved.");
        Field(x => x.ErasedAt, nullable: true).Description("When the person was erased.");
        Field("versionNumber", x => x.Number).Description("Counts its savings, from 1 on.");
        Field<NonNullGraphType<CommerceObjectType<RecipientReading>>, IDataLoaderResult<RecipientReading>>("reading")
            .Description("What it says. Each reading is put on record: who, which, why, when.")
            .Argument<IntGraphType>("versionNumber", argument => argument.Description = "As it stood when something was agreed for it; left out: as it is now. `NOT_ALLOWED` where nothing was agreed for that version.")
            .Argument<CommerceEnumType<SupportReason>>("reason", argument => argument.Description = "Why support reads it; nobody else needs one.")
            .Argument<StringGraphType>("caseNumber", argument => argument.Description = "Of which case: 1 to 40 letters, digits and hyphens.")
            .Resolve(field => field.RequestServices!.GetRequiredService<RecipientReadings>().Load(
                new(field.Source.Id, field.GetArgument<int?>("versionNumber"), SupportOf(field.GetArgument<SupportReason?>("reason"), field.GetArgument<string?>("caseNumber"))), CommerceUserContext.Of(field).Caller));
    }

    /// <summary>Half a reason is none.</summary>
    internal static SupportCase? SupportOf(SupportReason? reason, string? caseNumber) =>
        reason is { } given && caseNumber is not null && CaseNumber().IsMatch(caseNumber) ? new(given, caseNumber) : null;

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,40}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CaseNumber();
}

/// <summary>What GraphQL shows of an erasure.</summary>
internal sealed class PersonalDataErasureGraphType : ObjectGraphType<PersonalDataErasure>
{
    public PersonalDataErasureGraphType()
    {
        Name = "PersonalDataErasure";
        Description = "That a person's data was erased.";
        Field("erasedAt", x => x.At).Description("When; from then on nobody reads it.");
        Field(x => x.Recipients).Description("How many recipients went.");
        Field(x => x.ForgottenAt).Description("From when on no backup holds anything of it either.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CommerceObjectType<RetainedPersonalData>>>>>("retained")
            .Description("What waits, since the law wants it kept, and until when; empty when nothing does, and once it is forgotten whose the erasure was.")
            .Resolve(field => field.Source.Person is { } person
                ? field.RequestServices!.GetRequiredService<RetainedOfPersons>().Require(Sha256Digest.From(person))
                : Array.Empty<RetainedPersonalData>());
    }
}
