using Ledger.Contracts.Tests;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>Acts of many units at once, the largest that a department's day has.</summary>
internal static class WideActs
{
    private const int SoldTogether = 20;
    private const int MortgagedTogether = 100;
    private const int RegisteredTogether = 60;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new($"{SoldTogether} units", FlowCode.K1, static ledger => Do(Sale(ledger).Open(), static sale => sale.Sign())),
        new($"{SoldTogether} units", static ledger => Do(Sale(ledger).ToFiled(), static sale => sale.Declare())),
        new($"{SoldTogether} units", static ledger =>
        {
            var sale = Sale(ledger).ToFiled();
            sale.Declare().Accept();
            return () => ledger.Submit(Members.Tax, sale.Assessment());
        }),
        new($"{SoldTogether} units", static ledger => Do(Sale(ledger).ToAssessed(), static sale => sale.Pay())),
        new($"{SoldTogether} units", FlowCode.F211, static ledger => Do(Sale(ledger).ToPaid(), static sale => sale.Record())),
        new($"{MortgagedTogether} units", FlowCode.K5, static ledger => Do(Mortgage(ledger), static mortgage => mortgage.Sign())),
        new($"{MortgagedTogether} units", FlowCode.M1, static ledger =>
        {
            var mortgage = Mortgage(ledger);
            mortgage.Sign().Accept();
            return () => mortgage.Register();
        }),
        new($"{RegisteredTogether} rows", FlowCode.F102, static ledger =>
        {
            var units = Units(RegisteredTogether);
            var presale = new PresaleCase(ledger).ToPermit();
            presale.Publish(presale.Rows(null, units)).Accept();
            return () => ledger.Submit(Members.Registration, Project(presale.Sale, units));
        }),
    ];

    private static Func<Outcome> Do<T>(T prepared, Func<T, Outcome> act) => () => act(prepared);

    private static SaleCase Sale(TestLedger ledger) => new(ledger) { Units = Units(SoldTogether), Price = 20 * 120_000_000ul };

    private static MortgageCase Mortgage(TestLedger ledger) => new(new SaleCase(ledger) { Units = Units(MortgagedTogether) }.Open());

    private static string[] Units(int count) => [.. Enumerable.Range(1, count).Select(static number => $"{PresaleCase.Building}{number:D4}")];

    private static ProjectFirstRegistered Project(SaleCase sale, string[] units)
    {
        var e = OpeningScenes.Project(sale);
        var row = e.Rows[0];
        e.Rows.Clear();
        foreach (var unit in units)
        {
            var next = row.Clone();
            (next.UnitCode, next.BusinessNumber, next.Certificate) = (unit, sale.Business(Day.Of(2021, 6, 1)), sale.Certificate());
            e.Rows.Add(next);
        }

        return e;
    }
}
