using System.Security.Cryptography;
using System.Text.Json;
using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Passports;
using CeCommerce.Passports.Chain;
using CeCommerce.Passports.Export;
using CeCommerce.Platform;
using CeCommerce.Platform.Proofs;
using CsCheck;
using Microsoft.IdentityModel.Tokens;

namespace CeCommerce.Tests.Passports;

/// <summary>Whatever is done to a history that was sealed and signed, verifying it names.</summary>
public sealed class HistoryVerificationTests
{
    private const string Origin = "cecommerce.passports.test";
    private const int Chains = 3;
    private const int Days = 3;

    private static readonly DateTimeOffset s_start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_history_that_nobody_touched_is_right()
    {
        var history = History.Make();
        Assert.Empty(history.Verify().Flaws);
        Assert.Equal(0, history.Verify().Unsealed);
        Assert.Empty(history.Verify(kept: history.Checkpoints[1]).Flaws);
    }

    [Fact]
    public void What_was_altered_is_named() => Gen.Int[0, (Chains * Days) - 1].Sample(at =>
    {
        var history = History.Make();
        history.Events[at] = With(history.Events[at], content => content.Replace("PAUSED", "SUSPENDED", StringComparison.Ordinal));
        AssertNamed("Altered", history);
    });

    /// <summary>Also by somebody who can write hashes, chains and heads anew.</summary>
    [Fact]
    public void What_was_altered_with_its_hash_is_named() => Gen.Int[0, (Chains * Days) - 1].Sample(at =>
    {
        var history = History.Make();
        var altered = With(history.Events[at], content => content.Replace("PAUSED", "SUSPENDED", StringComparison.Ordinal));
        history.Events[at] = altered with { Hash = HashOf(altered) };
        history.Rechain();
        AssertNamed("Altered", history);
    });

    [Fact]
    public void What_was_dropped_is_named() => Gen.Int[0, (Chains * Days) - 1].Sample(at =>
    {
        var history = History.Make();
        history.Events.RemoveAt(at);
        AssertNamed("Dropped", history);
    });

    [Fact]
    public void What_was_reordered_is_named() => Gen.Select(Gen.Int[0, Chains - 1], Gen.Int[0, Days - 2]).Sample((chain, day) =>
    {
        var (history, at) = (History.Make(), (chain * Days) + day);
        (history.Events[at], history.Events[at + 1]) = (history.Events[at + 1], history.Events[at]);
        AssertNamed("Reordered", history);
    });

    /// <summary>By whoever keeps the log and writes a new event with an old date, everything else being right.</summary>
    [Fact]
    public void What_was_back_dated_is_named() => Gen.Int[0, Chains - 1].Sample(chain =>
    {
        var history = History.Make(lateChain: chain);
        AssertNamed("BackDated", history);
    });

    [Fact]
    public void A_second_history_is_named_by_who_kept_a_checkpoint_of_the_first() => Gen.Int[1, Days].Sample(day =>
    {
        var (first, second) = (History.Make(), History.Make());
        Assert.Empty(second.Verify().Flaws);
        var kept = first.Checkpoints[day - 1];
        // Both are signed by the same key under one origin, as by a keeper who tells different people different things.
        Assert.Contains(second.Verify(kept).Flaws, flaw => flaw.Sort == "Fork");
    });

    [Fact]
    public void A_checkpoint_that_somebody_else_signed_is_named()
    {
        var history = History.Make();
        history.Checkpoints[^1] = history.Checkpoints[^1] with { Signature = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)) };
        AssertNamed("Signature", history);
    }

    [Fact]
    public void A_value_that_was_never_hidden_there_is_named()
    {
        var history = History.Make();
        var (salt, path) = (RandomNumberGenerator.GetBytes(16), "/tool");
        Assert.Contains(
            history.Verify(disclosure: new(Id(history.Events[0]), path, Base64UrlEncoder.Encode(salt), JsonElement.Parse("\"x\""))).Flaws, flaw => flaw.Sort == "Disclosure");
        var shown = history.Hidden[0];
        Assert.Empty(history.Verify(disclosure: new(Id(history.Events[0]), shown.Path, Base64UrlEncoder.Encode(shown.Salt), JsonElement.Parse(shown.Value))).Flaws);
    }

    private static void AssertNamed(string sort, History history) => Assert.Contains(history.Verify().Flaws, flaw => flaw.Sort == sort);

    private static string Id(ExportEvent one) => one.Event.GetProperty("id").GetString()!;

    private static ExportEvent With(ExportEvent one, Func<string, string> change) => one with { Event = JsonElement.Parse(change(one.Event.GetRawText())) };

    private static string HashOf(ExportEvent one) =>
        Convert.ToHexStringLower(EventContent.HashOf(one.Event.GetRawText(), one.Seq, one.Prev is null ? null : Convert.FromHexString(one.Prev)));

    /// <summary>Some chains over some days, an event a day each, and a checkpoint at the end of each day.</summary>
    private sealed class History
    {
        private static readonly ECDsa s_key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private static readonly ProofSigner s_signer = new(s_key, s_start);

        private readonly List<byte[]> _leaves = [];
        private List<ExportPassport> _passports = [];

        public List<ExportEvent> Events { get; private set; } = [];

        public List<SaltedText> Hidden { get; } = [];

        public List<Checkpoint> Checkpoints { get; private set; } = [];

        public static History Make(int? lateChain = null)
        {
            var (history, tree) = (new History(), new MerkleFrontier());
            var heads = Enumerable.Range(0, Chains).Select(_ => new PassportHead(Guid.CreateVersion7(s_start), 0, null, null)).ToList();
            var made = new List<(int Chain, ExportEvent Event)>();
            for (var day = 0; day < Days; day++)
            {
                for (var chain = 0; chain < Chains; chain++)
                {
                    // The last of the late chain says a day on which the tree did not have it.
                    var at = s_start.AddDays(chain == lateChain ? 0 : day).AddHours(chain + 1);
                    var added = heads[chain].Add(Said(heads[chain].Id, at), at);
                    history.Hidden.AddRange(added.Hidden);
                    made.Add((chain, Line(added, tree.Size)));
                    history._leaves.Add(MerkleTree.LeafHash(added.Link.Hash));
                    tree.Add(history._leaves[^1]);
                }

                history.Checkpoints.Add(Checkpoint.Sign(Origin, tree, s_start.AddDays(day + 1), s_signer));
            }

            history.Events = [.. made.OrderBy(one => one.Chain).Select(one => one.Event)];
            history._passports = [.. heads.Select(head => new ExportPassport(
                TypedId.Format(PassportId.Prefix, head.Id), TypedId.Format(ItemId.Prefix, head.Id), "Active", head.Seq, Convert.ToHexStringLower(head.Hash!)))];
            return history;
        }

        /// <summary>Every later hash of a chain and its head follow from what stands there now.</summary>
        public void Rechain()
        {
            for (var i = 1; i < Events.Count; i++)
            {
                if (Events[i].Passport == Events[i - 1].Passport)
                {
                    Events[i] = Events[i] with { Prev = Events[i - 1].Hash };
                    Events[i] = Events[i] with { Hash = HashOf(Events[i]) };
                }
            }

            _passports = _passports.ConvertAll(passport => passport with { Hash = Events.Last(one => one.Passport == passport.Passport).Hash });
        }

        public HistoryVerification Verify(Checkpoint? kept = null, ExportDisclosure? disclosure = null)
        {
            var verification = new HistoryVerification(new(Origin, new([s_signer.Key]), Checkpoints), kept is null ? [] : [kept], isWhole: true);
            _leaves.ForEach(verification.Leaf);
            _passports.ForEach(verification.Passport);
            Events.ForEach(verification.Event);
            if (disclosure is not null)
            {
                verification.Disclosure(disclosure);
            }

            verification.Finish();
            return verification;
        }

        private static NewPassportEvent Said(Guid item, DateTimeOffset at)
        {
            var owner = OperatorId.From(Guid.CreateVersion7(s_start));
            return new(ItemId.From(item), PassportEventType.NotOffered, Occurrence.AtInstant(at), PassportActor.Of(owner), new() { ["because"] = "PAUSED" })
            {
                Operator = owner,
                Source = new("listing.paused", null, at, 1, 0),
                Hidden = [new("/tool", "温度計 TM-1")],
            };
        }

        private static ExportEvent Line(ChainedEvent added, long leaf) => new(
            TypedId.Format(PassportId.Prefix, added.Link.Passport), added.Link.Seq, leaf, added.Link.Prev is { } prev ? Convert.ToHexStringLower(prev) : null,
            Convert.ToHexStringLower(added.Link.Hash), JsonElement.Parse(added.Content));
    }
}
