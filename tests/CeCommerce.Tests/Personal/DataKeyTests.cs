using System.Text;
using CeCommerce.Personal;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Personal;

public sealed class DataKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly Person Alice = new("app", "alice");
    private static readonly Person Bob = new("app", "bob");
    private static readonly RecipientAddress Address = new("佐藤花子", null, "1000001", "13", ["千代田1-1"], "0312345678", null);

    [Fact]
    public void What_was_sealed_opens_in_its_place()
    {
        using var key = DataKey.New(Now);
        var id = TypedId.New<RecipientId>(Now);
        var opened = Open(Seal(Address, id, Alice, key), id, Alice, key);
        Assert.Equal(("佐藤花子", "千代田1-1"), (opened!.Name, opened.AddressLines[0]));
    }

    [Fact]
    public void It_opens_in_no_other_row_for_no_other_person_and_under_no_other_key()
    {
        using var key = DataKey.New(Now);
        using var other = DataKey.New(Now);
        var id = TypedId.New<RecipientId>(Now);
        var content = Seal(Address, id, Alice, key);
        Assert.Null(Open(content, TypedId.New<RecipientId>(Now), Alice, key));
        Assert.Null(Open(content, id, Bob, key));
        Assert.Null(Open(content, id, Alice, other));
    }

    [Fact]
    public void A_byte_that_changed_anywhere_is_noticed()
    {
        using var key = DataKey.New(Now);
        var content = key.Seal("借りた物は返す"u8, "here");
        for (var at = 0; at < content.Length; at++)
        {
            var changed = content.ToArray();
            changed[at] ^= 1;
            Assert.Null(key.Open(changed, "here"));
        }

        Assert.All(Enumerable.Range(0, content.Length), length => Assert.Null(key.Open(content.AsSpan(0, length), "here")));
    }

    [Fact]
    public void The_same_content_never_looks_the_same_and_short_ones_are_as_long_as_long_ones()
    {
        using var key = DataKey.New(Now);
        var id = TypedId.New<RecipientId>(Now);
        var (one, again) = (Seal(Address, id, Alice, key), Seal(Address, id, Alice, key));
        Assert.NotEqual(one, again);
        Assert.Equal(one.Length, Seal(Address with { Name = "佐々木小次郎", Email = "k@example.jp" }, id, Alice, key).Length);
        Assert.Equal(-1, one.AsSpan().IndexOf(Encoding.UTF8.GetBytes("佐藤")));
    }

    [Fact]
    public void A_key_is_unwrapped_by_its_master_key_for_its_person_only()
    {
        using var key = DataKey.New(Now);
        var master = new MasterKey("one", new byte[32]);
        var stored = key.Wrap(Alice.Digest, master, Now);
        using (var unwrapped = DataKey.Unwrap(stored, master))
        {
            Assert.Equal("x"u8.ToArray(), unwrapped!.Open(key.Seal("x"u8, ""), ""));
        }

        Assert.Null(DataKey.Unwrap(stored with { Person = Bob.Digest }, master));
        Assert.Null(DataKey.Unwrap(stored with { KeyId = Guid.CreateVersion7() }, master));
        Assert.Null(DataKey.Unwrap(stored, master with { Id = "two" }));
    }

    [Fact]
    public void Persons_of_two_apps_are_two_persons() => Assert.NotEqual(new Person("a", "bc").Digest, new Person("ab", "c").Digest);

    private static byte[] Seal(RecipientAddress address, RecipientId id, Person person, DataKey key) =>
        RecipientContent.Of(address).SealFor(new SealedRecipient(id, null, person, key.Id, null).Place, key);

    private static RecipientAddress? Open(byte[] content, RecipientId id, Person person, DataKey key) => new SealedRecipient(id, null, person, key.Id, content).Open(key)?.Address;
}
