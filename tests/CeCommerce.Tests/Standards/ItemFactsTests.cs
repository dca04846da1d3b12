using System.Text.Json;
using CeCommerce.Standards;
using CsCheck;

namespace CeCommerce.Tests.Standards;

public sealed class ItemFactsTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly Observation Seen = new(FactSource.Import, Today, Today);

    [Theory]
    [InlineData(FactCode.ManufactureYear, "2022", "2022")]
    [InlineData(FactCode.ManufactureYear, "２０２２年", "2022")]
    [InlineData(FactCode.BatteryCapacity, "85%", "85")]
    [InlineData(FactCode.PseMark, "菱形", "DIAMOND")]
    [InlineData(FactCode.PseMark, "なし", "NONE")]
    [InlineData(FactCode.PseMark, "対象外", "NOT_APPLICABLE")]
    [InlineData(FactCode.NetworkRestriction, "－", "NOT_CHECKED")]
    [InlineData(FactCode.NetworkRestriction, "×", "RESTRICTED")]
    [InlineData(FactCode.NetworkRestriction, "○", "NONE")]
    [InlineData(FactCode.ActivationLock, "解除済", "OFF")]
    [InlineData(FactCode.ErasureMethod, "消去(Purge)", "PURGE")]
    [InlineData(FactCode.RecallResult, "あり(未対応)", "OPEN")]
    [InlineData(FactCode.BatteryCondition, "膨張あり", "SWOLLEN")]
    [InlineData(FactCode.Cleaned, "済み", "true")]
    [InlineData(FactCode.RecallCheckedOn, "2026/11/2", "2026-11-02")]
    [InlineData(FactCode.Material, " 綿100% ", "綿100%")]
    public void A_stock_lists_value_becomes_a_fact(FactCode code, string raw, string shown)
    {
        Assert.True(FactCatalogue.TryRead(code, raw, Seen).Try(out var fact, out _));
        Assert.Equal(shown, fact.Shown);
    }

    [Theory]
    [InlineData(FactCode.ManufactureYear, "2099", FactProblem.OutOfBounds)]
    [InlineData(FactCode.ManufactureYear, "1949", FactProblem.OutOfBounds)]
    [InlineData(FactCode.ManufactureYear, "令和4年", FactProblem.NotReadable)]
    [InlineData(FactCode.ManufactureYear, "99999999999999999999", FactProblem.NotReadable)]
    [InlineData(FactCode.BatteryCapacity, "101", FactProblem.OutOfBounds)]
    [InlineData(FactCode.BatteryCapacity, "-1", FactProblem.OutOfBounds)]
    [InlineData(FactCode.BatteryCapacity, "85.5", FactProblem.NotReadable)]
    [InlineData(FactCode.PseMark, "四角", FactProblem.NotAChoice)]
    [InlineData(FactCode.Cleaned, "たぶん", FactProblem.NotReadable)]
    [InlineData(FactCode.ErasedOn, "2026-11-21", FactProblem.OutOfBounds)]
    [InlineData(FactCode.ErasedOn, "2026-02-30", FactProblem.NotReadable)]
    [InlineData(FactCode.Material, "  ", FactProblem.Empty)]
    [InlineData(FactCode.Material, "綿\0", FactProblem.NotStorable)]
    public void What_cannot_be_that_fact_is_refused_with_a_reason_in_both_languages(FactCode code, string raw, FactProblem problem)
    {
        Assert.False(FactCatalogue.TryRead(code, raw, Seen).Try(out _, out var error));
        var refused = Assert.IsType<FactRefused>(error);
        Assert.Equal(problem, refused.Problem);
        Assert.Equal(["facts", FactCatalogue.Of(code).WireName], refused.Path);
        Assert.True(refused.Message is { Ja.Length: > 0, En.Length: > 0 });
    }

    [Fact]
    public void Half_a_character_is_refused()
    {
        // Built here: an attribute's arguments are stored as UTF-8, which has no half characters.
        Assert.False(FactCatalogue.TryRead(FactCode.PseMark, new string('\ud800', 1), Seen).Try(out _, out var error));
        Assert.Equal(FactProblem.NotStorable, Assert.IsType<FactRefused>(error).Problem);
    }

    [Fact]
    public void A_text_over_the_limit_is_refused_and_only_its_start_is_repeated()
    {
        Assert.False(FactCatalogue.TryRead(FactCode.Defects, new string('あ', 10_000_000), Seen).Try(out _, out var error));
        Assert.True(Assert.IsType<FactRefused>(error).Given.Length <= 61);
    }

    [Theory]
    [InlineData(FactCode.ManufactureYear, "2022", true)]
    [InlineData(FactCode.ManufactureYear, "\"2022\"", true)]
    [InlineData(FactCode.ManufactureYear, "2022.5", false)]
    [InlineData(FactCode.ManufactureYear, "1e400", false)]
    [InlineData(FactCode.ManufactureYear, "null", false)]
    [InlineData(FactCode.ManufactureYear, "[2022]", false)]
    [InlineData(FactCode.ManufactureYear, "true", false)]
    [InlineData(FactCode.HasBattery, "true", true)]
    [InlineData(FactCode.PseMark, "\"ROUND\"", true)]
    [InlineData(FactCode.Material, "\"\\ud800\"", false)]
    [InlineData(FactCode.Material, "12", false)]
    public void A_json_value_is_read_by_its_kind(FactCode code, string json, bool readable)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(readable, FactCatalogue.TryRead(code, document.RootElement, Seen).Try(out _, out _));
    }

    [Fact]
    public void No_text_makes_reading_throw() =>
        Gen.Select(Gen.Enum<FactCode>(), Gen.String).Sample((code, text) =>
        {
            var outcome = FactCatalogue.TryRead(code, text, Seen);
            return outcome.Error is null || (outcome.Error.Message.Ja.Length > 0 && PlainText.IsStorable(outcome.Error.Message.En));
        });

    [Fact]
    public void Facts_are_stored_compactly_with_their_source_and_day()
    {
        var facts = ItemFacts.Of(
            Fact.Of(FactCode.PseMark, PseMark.Round, FactSource.Inspection, Today),
            Fact.Of(FactCode.ManufactureYear, 2022, FactSource.Import, Today));
        Assert.Equal(
            """{"manufactureYear":{"value":2022,"source":"IMPORT","observedOn":"2026-11-20"},"pseMark":{"value":"ROUND","source":"INSPECTION","observedOn":"2026-11-20"}}""",
            JsonSerializer.Serialize(facts));
    }

    [Theory]
    [InlineData("なし")]
    [InlineData("無し")]
    [InlineData(" 無 ")]
    [InlineData("特になし。")]
    [InlineData("None")]
    [InlineData("N/A")]
    [InlineData("Ｎ／Ａ")]
    [InlineData("ﾅｼ")]
    [InlineData("-")]
    [InlineData("－")]
    [InlineData("—")]
    public void A_word_for_nothing_proves_nothing_but_stays_on_record(string word)
    {
        foreach (var code in (FactCode[])[FactCode.MakerWarrantyDocument, FactCode.TestRecord, FactCode.ErasureStandard, FactCode.Repairs, FactCode.Defects])
        {
            Assert.True(FactCatalogue.TryRead(code, word, Seen).Try(out var fact, out _));
            var facts = JsonSerializer.Deserialize<ItemFacts>(JsonSerializer.Serialize(ItemFacts.Of(fact)))!;
            Assert.False(facts.Has(code));
            Assert.Null(facts.Text(code));
            Assert.True(facts.TryGet(code, out var kept));
            Assert.Equal(word.Trim(), kept.Shown);
            Assert.Equal(0, facts.Without(code).Count);
        }
    }

    [Theory]
    [InlineData(FactCode.Stains, "なし")]
    [InlineData(FactCode.Accessories, "なし")]
    [InlineData(FactCode.SimLock, "なし")]
    [InlineData(FactCode.Defects, "なし(ただし異音あり)")]
    [InlineData(FactCode.RepairedBy, "無印修理")]
    public void Nothing_can_be_an_answer_and_more_than_the_word_is_one(FactCode code, string text)
    {
        Assert.True(FactCatalogue.TryRead(code, text, Seen).Try(out var fact, out _));
        Assert.True(ItemFacts.Of(fact).Has(code));
    }

    [Fact]
    public void Every_set_of_facts_reads_back_as_written() =>
        GenFacts.Sample(facts => facts.Equals(JsonSerializer.Deserialize<ItemFacts>(JsonSerializer.Serialize(facts))));

    [Fact]
    public void A_fact_is_found_whatever_else_is_known() =>
        Gen.Select(GenFacts, GenFact).Sample((facts, fact) =>
        {
            var more = facts.With(fact);
            return more.TryGet(fact.Code, out var found) && found == fact && !more.Without(fact.Code).TryGet(fact.Code, out _)
                && facts.All.Where(one => one.Code != fact.Code).All(one => more.TryGet(one.Code, out var same) && same == one);
        });

    [Theory]
    [InlineData("[]")]
    [InlineData("null2")]
    [InlineData("{\"manufactureYear\":")]
    [InlineData("{\"manufactureYear\":{\"value\":2022,\"source\":\"IMPORT\"")]
    [InlineData("{\"manufactureYear\":{\"value\":2022,}}")]
    public void What_are_no_facts_is_a_json_error(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<ItemFacts>(json));

    [Theory]
    [InlineData("{\"factOfTomorrow\":{\"value\":[1,{\"deep\":null}],\"source\":\"IMPORT\",\"observedOn\":\"2026-11-20\"}}")]
    [InlineData("{\"factOfTomorrow\":17}")]
    [InlineData("{\"manufactureYear\":2022}")]
    [InlineData("{\"manufactureYear\":{\"value\":\"2022\",\"source\":\"IMPORT\",\"observedOn\":\"2026-11-20\"}}")]
    [InlineData("{\"manufactureYear\":{\"value\":2022,\"source\":\"NOBODY\",\"observedOn\":\"2026-11-20\"}}")]
    [InlineData("{\"manufactureYear\":{\"value\":2022,\"source\":\"IMPORT\",\"observedOn\":\"2026-11-20\",\"certainty\":0.7}}")]
    [InlineData("{\"manufactureYear\":{\"value\":2022,\"source\":\"IMPORT\"}}")]
    [InlineData("{\"pseMark\":{\"value\":\"SQUARE\",\"source\":\"IMPORT\",\"observedOn\":\"2026-11-20\"}}")]
    [InlineData("{\"pseMark\":{\"value\":{},\"source\":\"IMPORT\",\"observedOn\":\"2026-11-20\"}}")]
    public void What_only_a_newer_version_can_read_is_stored_again_as_it_was(string json)
    {
        var facts = JsonSerializer.Deserialize<ItemFacts>(json)!;
        Assert.Empty(facts.All);
        Assert.False(facts.Has(FactCode.PseMark) || facts.Has(FactCode.ManufactureYear));
        Assert.Equal(json, JsonSerializer.Serialize(facts));
        Assert.Equal(facts, JsonSerializer.Deserialize<ItemFacts>(json));
        Assert.NotEqual(facts, ItemFacts.Empty);
        Assert.Equal(json, JsonSerializer.Serialize(ItemFacts.Empty.InsteadOf(facts)));
        Assert.Contains(json[1..^1], JsonSerializer.Serialize(facts.With(Fact.Of(FactCode.Cleaned, true, FactSource.Import, Today))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_stated_anew_takes_the_place_of_what_could_not_be_read()
    {
        var facts = JsonSerializer.Deserialize<ItemFacts>("""{"pseMark":{"value":"SQUARE","source":"IMPORT","observedOn":"2026-11-20"},"later":1}""")!;
        var stated = ItemFacts.Of(Fact.Of(FactCode.PseMark, PseMark.Round, FactSource.Inspection, Today));
        Assert.Equal(
            """{"pseMark":{"value":"ROUND","source":"INSPECTION","observedOn":"2026-11-20"},"later":1}""",
            JsonSerializer.Serialize(stated.InsteadOf(facts)));
    }

    [Fact]
    public void The_catalogue_defines_every_code_once_in_order_with_words_in_both_languages()
    {
        Assert.Equal(Enum.GetValues<FactCode>(), FactCatalogue.All.Select(definition => definition.Code));
        Assert.All(FactCatalogue.All, definition => Assert.True(definition.Label is { Ja.Length: > 0, En.Length: > 0 }));
        Assert.All(FactCatalogue.All, definition => Assert.Equal(definition.Kind == FactKind.Choice, definition.Choices.Count > 0));
        Assert.All(FactCatalogue.All.SelectMany(definition => definition.Groups), group => Assert.Contains(ProductCategories.Groups, one => one.Code == group));
    }

    [Fact]
    public void A_set_of_facts_has_room_for_any_number_of_codes() =>
        Gen.Select(Gen.Int[1, 1_000], Gen.Int[0, 999].HashSet[0, 60]).Sample((size, numbers) =>
        {
            var codes = numbers.Where(number => number < size).Select(number => (FactCode)number).ToHashSet();
            var set = new FactSet(size, codes);
            return Enumerable.Range(0, size).Select(number => (FactCode)number)
                .All(code => set.Contains(code) == codes.Contains(code) && set.CountBefore(code) == codes.Count(other => other < code));
        });

    private static readonly Gen<Fact> GenFact =
        Gen.Select(Gen.Enum<FactCode>(), Gen.Int[0, 1], Gen.String[Gen.Char.AlphaNumeric, 0, 20], Gen.Enum<FactSource>()).Select((code, number, text, source) =>
        {
            var definition = FactCatalogue.Of(code);
            return definition.Kind switch
            {
                FactKind.Text => new Fact(code, 0, text, source, Today),
                FactKind.Choice => new Fact(code, number, definition.Choices[number].Code, source, Today),
                _ => new Fact(code, number, null, source, Today),
            };
        });

    private static readonly Gen<ItemFacts> GenFacts = GenFact.Array[0, 30].Select(facts => ItemFacts.Of(facts));
}
