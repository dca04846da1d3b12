using System.Diagnostics;
using System.Text.Json;
using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CeCommerce.Tests.Architecture;
using CsCheck;

namespace CeCommerce.Tests.Standards;

/// <summary>The reader of claims on more sentences, on hostile texts and on long ones.</summary>
public sealed class ClaimReaderTests(ITestOutputHelper output)
{
    private static readonly ClaimReader Reader = RuleEdition.Current.Claims;

    private static readonly Sentence[] More = JsonSerializer.Deserialize<Sentence[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "CeCommerce.Tests", "Standards", "Phrases", "phrases-more.json")), JsonSerializerOptions.Web)!;

    private static readonly Gen<string> Hostile = Gen.OneOf(
        OneOf([.. Reader.Terms.Heads.All.Select(word => word.Text)]),
        OneOf("ではありません", "同様", "の", "は", "電池", "本体", "方は", "、", "。", "\n", "\uD83D", "\uDE00", "\u200B", "ﾞ", "゜", "①", "\uFFFE", "\0", "(", "：", "1", "★", "𝗻", "not ", "with "),
        Gen.String).Array[0, 30].Select(parts => string.Concat(parts));

    [Fact]
    public void Further_sentences_are_read_by_what_they_mean()
    {
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var sentence in More)
        {
            var found = Reader.Read(sentence.Text);
            var meant = sentence.Claims.Aggregate(Claims.None, (all, claim) => all | Enum.Parse<Claims>(claim.Replace("_", "", StringComparison.Ordinal), ignoreCase: true));
            right += System.Numerics.BitOperations.PopCount((uint)(found & meant));
            wrong += System.Numerics.BitOperations.PopCount((uint)(found & ~meant));
            missed += System.Numerics.BitOperations.PopCount((uint)(meant & ~found));
            if (found != meant)
                output.WriteLine($"{sentence.Text}: [{meant}], read [{found}]");
        }

        Assert.True(missed <= right / 25 && wrong <= right / 50, $"{right} found, {missed} missed, {wrong} found wrongly.");
    }

    [Fact]
    public void Any_text_is_read_and_words_that_are_found_stand_where_it_says() => Hostile.Sample(text =>
    {
        var claims = Reader.Read(text);
        return Enum.GetValues<Claims>().Where(claim => claim != Claims.None)
            .All(claim => claims.HasFlag(claim) ? Reader.Find(text, claim)?.GetOffsetAndLength(text.Length).Length > 0 : Reader.Find(text, claim) is null);
    });

    [Fact]
    public void Signs_that_nobody_sees_change_nothing() => Gen.Select(OneOf([.. More.Select(sentence => sentence.Text)]), Gen.Int[0, 40], OneOf('\u200B', '\u200D', '\u2060', '\uFEFF', '\u00AD'))
        .Sample((text, at, sign) => Reader.Read(text.Insert(BetweenLetters(text, at), sign.ToString())) == Reader.Read(text) || char.IsDigit(text[Math.Min(at, text.Length - 1)]));

    private static int BetweenLetters(string text, int at)
    {
        var place = Math.Min(at, text.Length);
        return place > 0 && place < text.Length && char.IsSurrogatePair(text[place - 1], text[place]) ? place + 1 : place;
    }

    [Theory]
    [InlineData("新")]
    [InlineData("新品")]
    [InlineData("新品ではありません")]
    [InlineData("新品、")]
    [InlineData("動作確認")]
    [InlineData("not brand new ")]
    [InlineData("電池は")]
    [InlineData("責任返品一切")]
    [InlineData("ｼﾝﾋﾟ")]
    public void A_long_text_is_read_in_time_that_grows_with_its_length(string part)
    {
        var start = Stopwatch.GetTimestamp();
        Reader.Read(string.Concat(Enumerable.Repeat(part, (part.Length == 1 ? 100_000 : 20_000) / part.Length)));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_text_without_words_of_claims_costs_no_memory()
    {
        const string Text = "【リユース】Kanata 複合機 KT-934G 2022年製 通常使用に伴う小傷があります。";
        Reader.Read(Text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reader.Read(Text);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_words_say_where_they_come_from() => Assert.NotEmpty(Reader.Terms.Source);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <param name="Claims">As in the other files of sentences.</param>
    private sealed record Sentence(string Text, IReadOnlyList<string> Claims);
}
