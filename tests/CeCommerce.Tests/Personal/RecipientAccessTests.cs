using CeCommerce.Personal;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Personal;

public sealed class RecipientAccessTests
{
    private static readonly Person Alice = new("app", "alice");
    private static readonly SupportCase Case = new(SupportReason.Delivery, "T-1");

    [Theory]
    [InlineData("app", "alice", "alice", true)]
    [InlineData("app", "alice", "bob", false)]
    [InlineData("other-app", "alice", "alice", false)]
    public void A_consumer_reads_their_own_through_their_own_app(string app, string owner, string asker, bool reads)
    {
        var access = RecipientAccess.Decide(Caller(Role.Consumer, consumer: asker), new(app, owner), isReferredTo: true, support: null);
        Assert.Equal(new(reads, reads ? new(ReadPurpose.Own) : null), access);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_operator_reads_what_something_of_theirs_refers_to(bool isReferredTo) => Assert.Equal(
        new(isReferredTo, isReferredTo ? new(ReadPurpose.Fulfilment) : null),
        RecipientAccess.Decide(Caller(Role.Operator), Alice, isReferredTo, Case));

    [Theory]
    [InlineData(SupportReason.Delivery, ReadPurpose.Delivery)]
    [InlineData(SupportReason.Refund, ReadPurpose.Refund)]
    [InlineData(SupportReason.RequestOfPerson, ReadPurpose.RequestOfPerson)]
    [InlineData(SupportReason.LegalDuty, ReadPurpose.LegalDuty)]
    public void The_platform_reads_with_a_reason(SupportReason reason, ReadPurpose purpose) => Assert.Equal(
        new(true, new(purpose, "T-2")), RecipientAccess.Decide(Caller(Role.Platform), Alice, isReferredTo: false, new(reason, "T-2")));

    [Fact]
    public void The_platform_without_a_reason_knows_of_it_and_reads_nothing() =>
        Assert.Equal(new(true, null), RecipientAccess.Decide(Caller(Role.Platform), Alice, isReferredTo: true, support: null));

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Refurbisher)]
    [InlineData(null)]
    public void All_others_know_of_nothing_whatever_they_say(Role? role) =>
        Assert.Equal(default, RecipientAccess.Decide(Caller(role), Alice, isReferredTo: true, Case));

    [Theory]
    [InlineData(Role.Consumer)]
    [InlineData(Role.Operator)]
    [InlineData(Role.Platform)]
    public void Nobody_reads_without_the_scope(Role role) => Assert.Equal(
        default, RecipientAccess.Decide(Caller(role) with { Scopes = new HashSet<string> { RecipientScopes.Write } }, Alice, isReferredTo: true, Case));

    [Fact]
    public void What_was_erased_is_nobodys_own() => Assert.Equal(default, RecipientAccess.Decide(Caller(Role.Consumer), null, isReferredTo: false, support: null));

    private static Caller Caller(Role? role, string consumer = "alice") => new(
        role, role is Role.Consumer ? consumer : null, role is Role.Operator or Role.Refurbisher ? Guid.CreateVersion7() : null, "app", new HashSet<string> { RecipientScopes.Read });
}
