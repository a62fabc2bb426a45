namespace Ledger.Facts.Tests;

public class NumberPatternTests
{
    private static readonly LocalGrammar Dongguan = Grammar("6d K 4d 7d", "0-3A date 4-6d");
    private static readonly LocalGrammar Linlan = Grammar("'LL20' 2d K 8d", "'LL' date '-' 4d");

    [Theory]
    [InlineData("441900A21050000001", true, false)]
    [InlineData("320612A21110000681", true, false)]
    [InlineData("LL2026B00000001", false, true)]
    public void A_contract_number_is_read_as_its_city_writes_it(string number, bool dongguan, bool linlan)
    {
        Assert.Equal(dongguan, ContractNumber.TryParse(number, Dongguan, out _, out _));
        Assert.Equal(dongguan, FilingNumber.TryParse(number, Dongguan, out _, out _));
        Assert.Equal(linlan, ContractNumber.TryParse(number, Linlan, out _, out _));
        Assert.Equal(linlan, FilingNumber.TryParse(number, Linlan, out _, out _));
    }

    [Theory]
    [InlineData("441900a21050000001", 7)]
    [InlineData("441900121050000001", 7)]
    [InlineData("441900A2105000000", 18)]
    [InlineData("441900A210500000011", 19)]
    [InlineData("CL2020111200206", 1)]
    [InlineData("", 1)]
    public void A_number_of_another_pattern_names_the_position(string number, int position)
    {
        Assert.False(ContractNumber.TryParse(number, Dongguan, out _, out var error));
        Assert.Equal(position, error.Position);
    }

    [Fact]
    public void The_letter_tells_new_build_from_stock_wherever_the_pattern_has_it()
    {
        Assert.Equal('A', Dongguan.SaleKindOf(ContractNumber.Parse("441900A21050000001")));
        Assert.Equal('B', Linlan.SaleKindOf(ContractNumber.Parse("LL2026B00000001")));
        Assert.Null(Linlan.SaleKindOf(ContractNumber.Parse("441900A21050000001")));
        Assert.Null(LocalGrammar.Any.SaleKindOf(ContractNumber.Parse("441900A21050000001")));
    }

    [Theory]
    [InlineData("202001090001", 2020, 1, 9)]
    [InlineData("201906111234", 2019, 6, 11)]
    [InlineData("2022101200131", 2022, 10, 12)]
    [InlineData("W202011090009", 2020, 11, 9)]
    [InlineData("ABC20201109000912", 2020, 11, 9)]
    public void Acceptance_numbers_carry_their_date(string number, int year, int month, int day)
    {
        Assert.True(AcceptanceNumber.TryParse(number, Dongguan, out var value, out _));
        Assert.True(BusinessNumber.TryParse(number, Dongguan, out _, out _));
        Assert.Equal(Day.Of(year, month, day), Dongguan.DateOf(value));
    }

    [Fact]
    public void Another_citys_acceptance_number_carries_its_date_elsewhere()
    {
        var number = AcceptanceNumber.Parse("LL20260213-0001");

        Assert.Equal(Day.Of(2026, 2, 13), Linlan.DateOf(number));
        Assert.Null(Dongguan.DateOf(number));
        Assert.Null(LocalGrammar.Any.DateOf(number));
    }

    [Theory]
    [InlineData("190001090001", 1)]
    [InlineData("202002300001", 1)]
    [InlineData("W202013090009", 2)]
    [InlineData("20200109000", 12)]
    [InlineData("202001090001234", 15)]
    [InlineData("ABCD202001090001", 4)]
    [InlineData("", 1)]
    public void Wrong_acceptance_numbers_name_the_position(string number, int position)
    {
        Assert.False(AcceptanceNumber.TryParse(number, Dongguan, out _, out var error));
        Assert.Equal(position, error.Position);
        Assert.False(BusinessNumber.TryParse(number, Dongguan, out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("6x")]
    [InlineData("06d")]
    [InlineData("6d  K")]
    [InlineData("33d")]
    [InlineData("3d")]
    [InlineData("5-4d")]
    [InlineData("4-4d")]
    [InlineData("-4d 4d")]
    [InlineData("K K 4d")]
    [InlineData("date date")]
    [InlineData("'ll' 4d")]
    [InlineData("'' 4d")]
    [InlineData("(a+)+$")]
    [InlineData("4-6d 2d")]
    [InlineData("0-3A 0-2d K 4d")]
    [InlineData("4-6d date")]
    [InlineData("0-3A 'LL' 4d")]
    [InlineData("1d 1d 1d 1d 1d 1d 1d 1d 1d 1d 1d 1d 1d 1d 1d 1d 1d")]
    public void A_text_that_is_no_pattern_is_refused(string text)
    {
        Assert.False(NumberPattern.TryParse(text, out _, out var error));
        Assert.NotEmpty(error.Chinese);
    }

    [Fact]
    public void A_unit_is_of_the_divisions_of_its_city()
    {
        const string Code = "449801004001GB00012F00010101";
        var linlan = new LocalGrammar(new("449801", "449802"), null, null);

        Assert.True(UnitCode.TryParse(Code, linlan, out _, out _));
        Assert.True(ParcelCode.TryParse(Code[..19], linlan, out _, out _));
        Assert.False(UnitCode.TryParse(Code, Dongguan, out _, out _));
        Assert.True(UnitCode.TryParse(Code, out _, out _));
        Assert.False(UnitCode.TryParse("441900004001GB00012F00010101", linlan, out _, out _));
    }

    private static LocalGrammar Grammar(string sale, string acceptance)
    {
        Assert.True(NumberPattern.TryParse(sale, out var contract, out _));
        Assert.True(NumberPattern.TryParse(acceptance, out var number, out _));
        return new(new("4419"), contract, number);
    }
}
