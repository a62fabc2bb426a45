using Ledger.Facts;
using Ledger.V1;
using static Ledger.Contracts.Tests.SaleScenes;

namespace Ledger.Contracts.Tests;

/// <summary>The taxes of a sale (events 11 to 17).</summary>
internal static class TaxScenes
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("taxes declared", static ledger => Then(new SaleCase(ledger).ToFiled(), static sale => sale.Declare())),
        new("taxes assessed", static ledger =>
        {
            var sale = new SaleCase(ledger).ToFiled();
            sale.Declare().Accept();
            return () => sale.Assess();
        }),
        new("taxes returned", static ledger =>
        {
            var sale = new SaleCase(ledger).ToFiled();
            sale.Declare().Accept();
            return () => sale.ReturnTaxes();
        }),
        new("tax exempted", static ledger => Then(
            new SaleCase(ledger).ToAssessed(), static sale => sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An))),
        new("taxes paid", static ledger => Then(new SaleCase(ledger).ToAssessed(), static sale => sale.Pay())),
        new("taxes certified", static ledger => Then(new SaleCase(ledger).ToPaid(), static sale => sale.Certify())),
        new("taxes refunded", static ledger =>
        {
            var sale = new SaleCase(ledger).ToPaid();
            sale.Revoke().Accept();
            return () => sale.Refund(RefundReason.ContractFailed);
        }),
    ];
}
