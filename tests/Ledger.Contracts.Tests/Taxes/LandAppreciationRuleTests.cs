using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The land appreciation tax by its brackets (土地增值税暂行条例 7): 30, 40, 50, 60 % less 0, 5, 15, 35 % of what is deducted.</summary>
public sealed class LandAppreciationRuleTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Theory]
    [InlineData(2, 1, 30_000, 0)] // the gain is half of what is deducted
    [InlineData(2, 1, 40_000, -1)]
    [InlineData(1, 1, 40_000, 5_000)] // as much
    [InlineData(1, 1, 50_000, -1)]
    [InlineData(1, 2, 50_000, 15_000)] // twice as much
    [InlineData(1, 2, 60_000, -1)]
    [InlineData(1, 3, 60_000, 35_000)]
    [InlineData(1, 3, 50_000, -1)]
    public void C_77_The_land_appreciation_tax_is_progressive_by_gain_and_deductions(int deducted, int gained, uint rate, int quick)
    {
        sale.Use[SaleCase.Flat] = 20;
        sale.ToFiled();
        void Progressive(TaxAssessed e, int moreGain = 0, int moreDeducted = 0)
        {
            var line = Line(e, TaxKind.LandAppreciation);
            var (whole, parts) = (e.UnitBases[0].BaseFen, (ulong)(deducted + gained));
            line.DeductionFen = (ulong)((long)(whole / parts * (ulong)deducted) + moreDeducted);
            line.BaseFen = (ulong)((long)(whole - (whole / parts * (ulong)deducted)) + moreGain);
            line.Rate = rate;
            line.DueFen = ((line.BaseFen * rate) - (line.DeductionFen * (ulong)Math.Max(quick, 0)) + 50_000) / 100_000;
        }

        var outcome = sale.Assess(e => Progressive(e));
        if (quick < 0)
        {
            outcome.Refuse("C-77");
            return;
        }

        outcome.Accept();
        sale.Assess(e => Progressive(e, moreGain: -1)).Refuse("C-77");
        sale.Assess(e => Progressive(e, moreDeducted: 1)).Refuse("C-77");
        sale.Assess(e =>
        {
            Progressive(e);
            Line(e, TaxKind.LandAppreciation).DueFen++;
        }).Refuse("C-17");
    }

    [Fact]
    public void C_77_A_bracket_ends_with_its_upper_bound()
    {
        sale.Use[SaleCase.Flat] = 20;
        sale.ToFiled();
        Outcome At(ulong gain, uint rate, uint quick) => sale.Assess(e =>
        {
            var line = Line(e, TaxKind.LandAppreciation);
            (line.BaseFen, line.DeductionFen, line.Rate) = (gain, e.UnitBases[0].BaseFen - gain, rate);
            line.DueFen = ((gain * rate) - (line.DeductionFen * quick) + 50_000) / 100_000;
        });
        var third = sale.Price / 3;

        At(third, 30_000, 0).Accept();
        At(third + 1, 30_000, 0).Refuse("C-77");
        At(third + 1, 40_000, 5_000).Accept();
        At(0, 30_000, 0).Accept();
    }

    private static TaxLine Line(TaxAssessed e, TaxKind tax) => e.Lines.First(line => line.Tax == tax);
}
