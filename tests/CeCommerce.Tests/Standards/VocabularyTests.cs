using CeCommerce.Standards;
using CeCommerce.Standards.Packs;
using CsCheck;

namespace CeCommerce.Tests.Standards;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData("エアコン", "air_conditioner")]
    [InlineData("ｴｱｺﾝ", "air_conditioner")]
    [InlineData("洗濯機", "washing_machine")]
    [InlineData("冷蔵庫", "refrigerator")]
    [InlineData("液晶テレビ", "lcd_tv")]
    [InlineData("電子レンジ", "microwave_oven")]
    [InlineData("掃除機", "vacuum_cleaner")]
    [InlineData("扇風機", "electric_fan")]
    [InlineData("ノートパソコン", "laptop")]
    [InlineData("スマートフォン", "smartphone")]
    [InlineData("複合機", "multifunction_printer")]
    [InlineData("コート", "coat")]
    [InlineData("ワンピース", "dress")]
    [InlineData("スニーカー", "sneakers")]
    [InlineData("ハンドバッグ", "handbag")]
    [InlineData("事務机", "office_desk")]
    [InlineData("オフィスチェア", "office_chair")]
    [InlineData(" AIR conditioner ", "air_conditioner")]
    public void A_stock_lists_word_finds_its_category(string word, string code)
    {
        Assert.True(ProductCategories.TryFind(word, out var category));
        Assert.Equal(code, category.Code);
    }

    [Fact]
    public void Category_codes_are_snake_case_and_every_word_means_one_category()
    {
        Assert.All(ProductCategories.All, category => Assert.Matches("^[a-z]+(_[a-z]+)*$", category.Code));
        var words = ProductCategories.All.SelectMany(category => category.Aliases.Append(category.Name.Ja).Append(category.Name.En).Append(category.Code).Select(PlainText.Folded).Distinct());
        Assert.Equal(words.Count(), words.Distinct().Count());
    }

    [Fact]
    public void Office_machines_and_appliances_need_different_permits()
    {
        Assert.True(ProductCategories.TryGet("multifunction_printer", out var printer));
        Assert.True(ProductCategories.TryGet("smartphone", out var phone));
        Assert.Equal((KobutsuCategory.OfficeMachines, KobutsuCategory.MachinesTools), (Of(printer), Of(phone)));
        static KobutsuCategory Of(ProductCategory goods) => RuleEdition.Current.Goods.KobutsuOf(goods, new(2026, 11, 1));
    }

    [Theory]
    [InlineData("東京都公安委員会", 13)]
    [InlineData("東京", 13)]
    [InlineData("京都府", 26)]
    [InlineData("Hokkaido Public Safety Commission", 1)]
    [InlineData("４７", 47)]
    public void A_commission_is_found_by_its_names(string text, int prefecture)
    {
        Assert.True(PublicSafetyCommissions.TryFind(text, out var commission));
        Assert.Equal(prefecture, commission.PrefectureCode);
    }

    [Fact]
    public void There_are_47_commissions_and_13_categories()
    {
        Assert.Equal(Enumerable.Range(1, 47), PublicSafetyCommissions.All.Select(one => one.PrefectureCode));
        Assert.Equal(13, Terms<KobutsuCategory>.All.Count);
    }

    [Fact]
    public void Every_grade_is_defined_under_every_scheme_except_the_shops_own()
    {
        foreach (var scheme in (GradeScheme[])[GradeScheme.Rmj2, GradeScheme.R2Rec12])
        {
            Assert.All(Enum.GetValues<CosmeticGrade>(), grade => Assert.NotEmpty(GradeDefinitions.Of(scheme, grade)!.Ja));
            Assert.All(Enum.GetValues<FunctionalGrade>(), grade => Assert.NotEmpty(GradeDefinitions.Of(scheme, grade)!.En));
        }

        Assert.Null(GradeDefinitions.Of(GradeScheme.Shop, CosmeticGrade.A));
    }

    [Fact]
    public void Every_vocabulary_has_words_in_both_languages_and_names_its_source()
    {
        AssertWords<OperatorType>();
        AssertWords<ListingKind>();
        AssertWords<SharingModel>();
        AssertWords<FunctionalGrade>();
        AssertWords<CosmeticGrade>();
        AssertWords<GradeScheme>();
        AssertWords<KobutsuCategory>();
        AssertWords<FactSource>();
        AssertWords<PseMark>();
        AssertWords<PscMark>();
        AssertWords<RestrictedGoods>();
        AssertWords<BatteryCondition>();
        AssertWords<NetworkRestriction>();
        AssertWords<SimLock>();
        AssertWords<ActivationLock>();
        AssertWords<ErasureMethod>();
        AssertWords<RecallResult>();
        AssertWords<RefurbishLevel>();
        AssertWords<PartsOrigin>();
        AssertWords<DisclosurePoint>();
        AssertWords<DisclosureSource>();
    }

    [Fact]
    public void No_text_makes_a_lookup_throw() =>
        Gen.String.Sample(text =>
        {
            _ = Terms<PseMark>.TryRead(text, out _);
            _ = PublicSafetyCommissions.TryFind(text, out _);
            _ = ProductCategories.TryFind(text, out _);
        });

    private static void AssertWords<T>()
        where T : struct, Enum
    {
        Assert.NotEmpty(Terms<T>.Source);
        Assert.All(Terms<T>.All, term => Assert.True(term.Name.Ja.Length > 0 && term.Name.En.Length > 0, term.Code));
        Assert.All(Terms<T>.All, term => Assert.True(Terms<T>.TryRead(term.Code, out var value) && value.Equals(term.Value)));
    }
}
