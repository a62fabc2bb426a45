namespace Ledger.Facts.Tests;

public class UnitCodeTests
{
    [Theory]
    [InlineData("441903012003GB00001F00020063")]
    [InlineData("441900004001GB00012F00010101")]
    [InlineData("441900119003GB00105W00000000")]
    [InlineData("441900119003GB00105L00000000")]
    [InlineData("441900119003JC00105F99990001")]
    public void Valid_codes_are_read_and_written_unchanged(string code) => Expect.Valid<UnitCode>(code);

    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("441903012003GB00001F0002006", 28)]
    [InlineData("441903012003GB00001F000200631", 29)]
    [InlineData("44190X012003GB00001F00020063", 6)]
    [InlineData("441903012003AB00001F00020063", 13)]
    [InlineData("441903012003gB00001F00020063", 13)]
    [InlineData("441903012003GI00001F00020063", 14)]
    [InlineData("441903012003GB00000F00020063", 15)]
    [InlineData("441903012003GB00001E00020063", 20)]
    [InlineData("441903012003GB00001F00000000", 21)]
    [InlineData("441903012003GB00001W00000001", 21)]
    [InlineData("441903012003GB00001FFFFFF0063", 21)]
    [InlineData("441903 12003GB00001F00020063", 7)]
    [InlineData("441903012003GB00001F00020063\n", 29)]
    public void Invalid_codes_name_the_position(string? code, int position) => Expect.RefusedAt<UnitCode>(code, position);

    [Fact]
    public void Full_width_digits_are_refused_with_the_advice_and_folded_at_the_edge()
    {
        const string wide = "４４１９０３０１２００３ＧＢ００００１Ｆ０００２００６３";
        var error = Expect.Refused<UnitCode>(wide);
        Assert.Equal(1, error.Position);
        Assert.Equal("４", error.Seen);
        Assert.Contains("full-width", error.English, StringComparison.Ordinal);
        Assert.Contains("全角", error.Chinese, StringComparison.Ordinal);
        Assert.Equal("441903012003GB00001F00020063", Canonicalize.Parse<UnitCode>(wide).ToString());
        Assert.Equal("441903012003GB00001F00020063", Canonicalize.Parse<UnitCode>(" 441903　012003 gb00001 f00020063\t").ToString());
    }

    [Fact]
    public void Divisions_allowed_are_an_argument()
    {
        const string hefei = "340102201001GB00005F99990001";
        Assert.True(UnitCode.TryParse(hefei, DivisionPrefixes.Any, out _, out _));
        Assert.True(UnitCode.TryParse(hefei, new DivisionPrefixes("4419", "3401"), out _, out _));
        Assert.False(UnitCode.TryParse(hefei, new DivisionPrefixes("441900"), out _, out var error));
        Assert.Contains("441900", error.English, StringComparison.Ordinal);
        Assert.Equal("340102", error.Seen);
        Assert.Throws<ArgumentException>(() => new DivisionPrefixes("44x"));
        Assert.Throws<ArgumentException>(() => new DivisionPrefixes([]));
    }

    [Fact]
    public void Levels_parcel_and_parcel_unit_are_derived()
    {
        var unit = UnitCode.Parse("441903012003GB00001F00020063");
        Assert.Equal("441903", unit.Division);
        Assert.Equal("012", unit.District);
        Assert.Equal("003", unit.SubDistrict);
        Assert.Equal("441903012003GB00001", unit.Parcel.ToString());
        Assert.Equal('G', unit.Parcel.Ownership);
        Assert.Equal('B', unit.Parcel.Right);
        Assert.Equal(1, unit.Parcel.Serial);
        Assert.Equal(FixtureKind.Building, unit.Fixture);
        Assert.Equal("00020063", unit.FixtureUnit);
        Assert.Equal("441903012003GB00001W00000000", unit.ParcelUnit.ToString());
        Assert.Equal(unit.ParcelUnit, unit.Parcel.Unit);
        Assert.False(unit.IsParcel);
        Assert.True(unit.ParcelUnit.IsParcel);
        Assert.Equal(unit.ParcelUnit, unit.ParcelUnit.ParcelUnit);
        Assert.Equal("441903 012003 GB00001 F00020063", unit.ToDisplay());
        Assert.Equal(unit, UnitCode.Parse(unit.ToString()));
    }

    [Theory]
    [InlineData("441900000000GB00001F00020063", true, false)]
    [InlineData("441900000000GH00001W00000000", false, true)]
    [InlineData("441900000001GB00001F00020063", false, false)]
    [InlineData("441900001000GB00001F00020063", false, false)]
    public void Virtual_units_and_sea_areas_are_told_apart(string code, bool isVirtual, bool isSea)
    {
        var unit = UnitCode.Parse(code);
        Assert.Equal(isVirtual, unit.IsVirtual);
        Assert.Equal(isSea, unit.IsSea);
    }

    [Fact]
    public void A_parcel_code_has_19_characters()
    {
        Expect.Valid<ParcelCode>("441903012003GB00001");
        Expect.RefusedAt<ParcelCode>("441903012003GB0000", 19);
        Expect.RefusedAt<ParcelCode>("441903012003GB00001W", 20);
        Expect.Valid<ParcelCode>("110101012003GB00001");
        Assert.Equal("441903 012003 GB00001", ParcelCode.Parse("441903012003GB00001").ToDisplay());
    }
}
