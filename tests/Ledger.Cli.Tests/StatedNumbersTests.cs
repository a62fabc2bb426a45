using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;

namespace Ledger.Cli.Tests;

/// <summary>A digit missing in a number is an input fault that says where and how many, before anybody is asked: never an answer about the ledger.</summary>
public sealed class StatedNumbersTests
{
    public static TheoryData<string, string> Lines() => new()
    {
        { "check title 441900004001GB00012F0001010", "7 of 8 digits" },
        { "check lien 441900004001GB0012F00010101", "the parcel's serial has 4 of 5 digits" },
        { "check lien 44190000401GB00012F00010101", "the cadastral sub-district has 2 of 3 digits" },
        { "contract show 441900A", "position 8" },
        { "case show 2026113", "position 8" },
        { "case list --unit 441900004001GB00012F0001010", "7 of 8 digits" },
        { "history 441900004001GB00012F0001010", "7 of 8 digits" },
        { "history 441900004001GB0001", "the parcel's serial has 4 of 5 digits" },
        { "history 粤（2021）东莞不动产权第000001号", "the serial has 6 of 7-8 digits" },
        { "history 东公（经）查封字〔202〕00012号", "东公（经）查封字〔2026〕00012号" },
        { "history 91441900MA0000023/DY-2021-0001", "17 of 18 characters" },
        { "records list --subject 441900004001GB00012F0001010", "7 of 8 digits" },
        { "records list --subject 91441900MA00000239/DY-2021-0001", "the check character '8'" },
        { "receipt 0123456789abcdef", "16 of 64 hexadecimal digits" },
        { "governance show 0123456789abcdef", "16 of 64 hexadecimal digits" },
        { "governance approve 0123456789abcdeg", "position 16 is 'g'" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_slip_in_a_number_is_told_before_anybody_is_asked(string line, string told)
    {
        // No such profile: whoever is asked first finds that out.
        using var folder = new TemporaryFolder();
        var run = await CommandRun.Of([.. line.Split(' '), "--profile", folder.Path, "--lang", "en"]);

        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Input, run.Code);
        Assert.DoesNotContain("on the ledger", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("441900 004001 GB00012 F00010101", "441900004001GB00012F00010101")]
    [InlineData("441900004001gb00012", "441900004001GB00012")]
    [InlineData("441900004001GB00012F0001", "441900004001GB00012F0001")]
    [InlineData("粤(2021)东莞市不动产权第0000001号", "粤（2021）东莞不动产权第0000001号")]
    [InlineData("(2021)粤1971执保123号", "（2021）粤1971执保123号")]
    [InlineData("东房预字第20210012号", "东房预字第20210012号")]
    [InlineData("91441900MA00000238/dy-2021-0001", "91441900MA00000238/DY-2021-0001")]
    [InlineData("441900a21050000001", "441900A21050000001")]
    public void A_number_is_looked_for_as_the_ledger_writes_it(string typed, string canonical)
        => Assert.Equal(canonical, StatedNumbers.ReadSubject(typed, "SUBJECT"));

    [Theory]
    [InlineData("441900A2105000001", "part 4 has 6 of 7 digits")] // a contract
    [InlineData("44190A21050000001", "part 1 has 5 of 6 digits")]
    [InlineData("441900A210500000012", "19 of 18 characters")]
    [InlineData("202611300", "part 3 has 1 of 4-6 digits")] // an acceptance
    [InlineData("2026113000001234", "expected the end")]
    [InlineData("91441900MA0000023", "17 of 18 characters")]
    [InlineData("91441900MA00000239", "'8'")]
    [InlineData("34419621050000001", "position 18")] // a tax ticket
    public void A_number_that_the_city_would_almost_write_is_a_slip(string number, string told)
        => Assert.Contains(told, StatedNumbers.SlipIn(number, Profiles.One.City.Grammar)?.English, StringComparison.Ordinal);

    [Theory]
    [InlineData("441900A21050000001")]
    [InlineData("202611300001")]
    [InlineData("91441900MA00000238")]
    [InlineData("344196210500000001")]
    [InlineData("DY20210001")]
    [InlineData("X")]
    public void A_number_of_another_kind_is_none(string number) => Assert.Null(StatedNumbers.SlipIn(number, Profiles.One.City.Grammar));
}
