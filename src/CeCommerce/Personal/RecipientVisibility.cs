using CeCommerce.Personal.Texts;

namespace CeCommerce.Personal;

/// <summary>Whose recipients.</summary>
internal static class RecipientVisibility
{
    /// <summary>Of that consumer, those that can still be read.</summary>
    public static IQueryable<Recipient> OwnedBy(this IQueryable<Recipient> recipients, Person person) =>
        recipients.Where(x => x.ClientId == person.ClientId && x.ConsumerId == person.ConsumerId && x.Sealed != null);

    /// <summary>Of that consumer, the frozen versions that can still be read.</summary>
    public static IQueryable<RecipientVersion> OwnedBy(this IQueryable<RecipientVersion> versions, Person person) =>
        versions.Where(x => x.ClientId == person.ClientId && x.ConsumerId == person.ConsumerId && x.Sealed != null);

    /// <summary>In matters of that consumer, what can still be read.</summary>
    public static IQueryable<PersonalText> OwnedBy(this IQueryable<PersonalText> texts, Person person) =>
        texts.Where(x => x.ClientId == person.ClientId && x.ConsumerId == person.ConsumerId && x.Sealed != null);
}
