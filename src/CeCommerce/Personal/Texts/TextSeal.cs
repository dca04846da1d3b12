using System.Text;
using CeCommerce.Personal.Keys;

namespace CeCommerce.Personal.Texts;

/// <summary>Seals what is written in a matter of one person; disposing wipes their key.</summary>
internal sealed class TextSeal(Person person, DataKey key) : IDisposable
{
    public Person Person => person;

    public DataKey Key => key;

    /// <summary>Tells the same text again to who has the key, and nothing to others: for what is remembered of a request.</summary>
    public string Mark(string text) => key.Mark(Encoding.UTF8.GetBytes(text));

    public void Dispose() => key.Dispose();
}
