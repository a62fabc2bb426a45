namespace Ledger.Facts.Tests;

public class SaleNumberTests
{
    [Theory]
    [InlineData("东房预字第20210012号")]
    [InlineData("深房许字（2021）第0012号")]
    [InlineData("莞房预许字第123456789012号")]
    [InlineData("预字第0001号")]
    public void Permit_numbers_of_all_known_offices_are_read(string number) => Expect.Valid<PermitNumber>(number);

    [Theory]
    [InlineData("", 1)]
    [InlineData("字第20210012号", 1)]
    [InlineData("张三字第20210012号", 2)]
    [InlineData("东莞市房管局预字第20210012号", 6)]
    [InlineData("东房预第20210012号", 4)]
    [InlineData("东房预字第202号", 9)]
    [InlineData("东房预字第1234567890123号", 18)]
    [InlineData("深房许字(2021)第0012号", 5)]
    [InlineData("东房预字第20210012号之一", 15)]
    public void Wrong_permit_numbers_name_the_position(string number, int position) => Expect.RefusedAt<PermitNumber>(number, position);

    [Fact]
    public void A_permit_number_is_typed_with_either_brackets()
        => Assert.Equal("深房许字（2021）第0012号", PermitNumber.Fold("深房许字(2021)第0012号"));

    [Theory]
    [InlineData("441900004001GB00012F0001")]
    [InlineData("449801004001GB00012F9999")]
    public void A_building_is_the_beginning_of_its_units_codes(string code)
    {
        Expect.Valid<BuildingCode>(code);
        Assert.Equal(code, BuildingCode.OfUnit(code + "0001"));
        Assert.Equal(code[..19], BuildingCode.Parse(code).Parcel.ToString());
    }

    [Theory]
    [InlineData("441900004001GB00012W0000", 20)]
    [InlineData("441900004001GB00012F000", 24)]
    [InlineData("441900004001GB00012F00010", 25)]
    [InlineData("441900004001QB00012F0001", 13)]
    public void What_is_no_building_names_the_position(string code, int position) => Expect.RefusedAt<BuildingCode>(code, position);
}
