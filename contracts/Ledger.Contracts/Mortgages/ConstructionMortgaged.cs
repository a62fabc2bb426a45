using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Column B, C-53 在建抵押未处理: a unit that is sold, filed, noticed or registered lies in no mortgage on the construction: it was
/// released from it, or the mortgage is converted with its first registration. A sale under a permit whose pre-sale the bank consented to only warns.
/// </summary>
internal sealed class ConstructionMortgaged : IRestriction
{
    public static readonly Rule C53 = Rule.Reject("C-53", "在建抵押未处理", "construction mortgage", "担保制度解释 51; 上海市不动产登记若干规定 29");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.B;

    /// <inheritdoc/>
    public Rule Rule => C53;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Mortgage;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        foreach (var mortgage in Covering(disposal))
        {
            var severity = cell.Severity!.Value;
            if (FlowGroups.IsBuilding(disposal.Flow)
                && (judgement.City.ConvertsMortgagesAutomatically ? !IsSold(judgement, disposal.Unit) : IsConverted(disposal)))
            {
                continue;
            }

            if (disposal.Flow == FlowCode.K2 && severity == Severity.Reject
                && judgement.Consents.Include(mortgage.Page.Body, ConsentSubject.Presale, disposal.Permit))
            {
                severity = Severity.Warning;
            }

            judgement.About(Labels.Mortgage(mortgage.Row.Id));
            judgement.Fail(
                C53,
                severity,
                new($"单元{disposal.Unit.Code}在在建建筑物抵押范围内", $"unit {disposal.Unit.Code} lies in a mortgage on the construction"),
                FlowGroups.IsBuilding(disposal.Flow)
                    ? new("请在同一业务中办理在建抵押转现房抵押，或由抵押权人先解除该单元", "convert the mortgage in the same case, or let the mortgagee release the unit first")
                    : new("请由抵押权人解除该单元（ReleaseInstructed）", "let the mortgagee release the unit (ReleaseInstructed)"),
                mortgage.On.Says(MortgageContractNumber.Name, mortgage.Row.Id.ContractNumber),
                mortgage.On.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(mortgage.Row.Id)),
                mortgage.On.Says(new("抵押不动产类型", "object of the mortgage"), mortgage.Row.Object));
        }

        judgement.About(disposal.Unit.Code);
    }

    /// <summary>A unit that is sold, filed or noticed to a buyer does not enter a mortgage on the construction.</summary>
    public static void CheckUnsold(Judgement judgement, UnitMortgage unit)
    {
        var pages = unit.Pages;
        if (pages.Deal.Body is { State: ContractState.Filed } deal)
            FailSold(judgement, pages.Code, pages.Deal.Says(ContractNumber.Name, deal.ContractNumber));
        foreach (var notice in BuyersNotices(judgement, pages))
            FailSold(judgement, pages.Code, pages.Encumbrances.Says(CertificateNumber.Name, Labels.Certificate(notice.Proof)));
    }

    /// <summary>The buyers' notices on a unit that count.</summary>
    public static IEnumerable<AdvanceNoticeRow> BuyersNotices(Judgement judgement, UnitPages pages)
        => (pages.Encumbrances.Body?.Notices ?? []).Where(row => judgement.Instants.Any(row.Span().CountsAt)
            && row.Kind is AdvanceNoticeKind.Presale or AdvanceNoticeKind.OtherSale);

    private static void FailSold(Judgement judgement, string code, FindingValue value)
        => judgement.Fail(
            C53,
            new($"单元{code}已售、已备案或已预告，不在在建抵押范围内", $"unit {code} is sold, filed or noticed: it lies in no mortgage on the construction"),
            new("请将该单元排除在在建抵押之外", "leave the unit out of the mortgage on the construction"),
            value);

    /// <summary>A construction mortgage names its units; one that names none on a parcel covers all that is built there.</summary>
    private static IEnumerable<LiveMortgage> Covering(Disposal disposal)
        => disposal.Mortgages.Concat(disposal.ParcelMortgages.Where(mortgage => !NamesUnits(mortgage)))
            .Where(static mortgage => mortgage.Row.Object == MortgageObject.Construction && !mortgage.IsReleased);

    private static bool NamesUnits(LiveMortgage mortgage)
        => mortgage.Page.Body?.Units.Any(unit => !Land.IsParcel(unit.UnitCode)) == true;

    // What is sold, filed or noticed to a buyer becomes no mortgaged home by itself: its bank releases it first.
    private static bool IsSold(Judgement judgement, UnitPages unit)
        => unit.Deal.Body is { State: ContractState.Filed } || BuyersNotices(judgement, unit).Any();

    private static bool IsConverted(Disposal disposal)
        => disposal.Desk.Body?.Cases.Any(entry => entry.AcceptanceNumber == disposal.Case && entry.Flows.Contains(FlowCode.M8)) == true;
}
