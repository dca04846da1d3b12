using CeCommerce.Orders.Returns;

namespace CeCommerce.Tests.Checkout;

public sealed class ReturnTermTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("商品を受け取った日から数えて8日間は返品可(返送料は購入者負担)")]
    [InlineData("商品を受け取った日から数えて８日間は返品可（返送料は購入者負担）。")]
    [InlineData("商品到着後8日以内は返品可（送料は購入者負担）")]
    public void What_says_no_more_than_the_law_takes_nothing_of_it_away(string? term) => Assert.True(ReturnTerm.IsTheLaw(term));

    [Theory]
    [InlineData("返品不可")]
    [InlineData("返品は未使用に限る")]
    [InlineData("到着後8日以内、未使用に限り返品可")]
    [InlineData("商品到着後7日以内は返品可（送料は購入者負担）")]
    [InlineData("商品到着後8日以内は返品可（送料は購入者負担）ただし開封後は不可")]
    public void What_says_anything_else_is_for_people_to_read(string term) => Assert.False(ReturnTerm.IsTheLaw(term));
}
