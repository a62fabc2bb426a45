using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-48 先解除后注销, of what a court's transfer extinguished: the unit does nothing further with a mortgage on its page that is one
/// no more. Its cancellation is recorded first, as a rule in the court transfer's own envelope. Corrections and the renewal of
/// certificates change nothing of it.
/// </summary>
/// <param name="column">Column of mortgages by which a flow asks for it: M, or B where that asks alone.</param>
internal sealed class ExtinguishedMortgage(MatrixColumn column) : IRestriction
{
    public static readonly Rule C48 = MortgageStands.C48 with { Aspect = "extinguished" };

    /// <inheritdoc/>
    public MatrixColumn Column => column;

    /// <inheritdoc/>
    public Rule Rule => C48;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Mortgage;

    /// <inheritdoc/>
    public bool IsAskedIn(FlowCode flow) => !FlowGroups.IsCorrection(flow) && flow != FlowCode.F910;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        if (column != MatrixColumn.M && judgement.Matrix[disposal.Flow, MatrixColumn.M].IsAsked)
            return;

        foreach (var mortgage in disposal.Mortgages.Where(static mortgage => LiveMortgage.IsExtinguished(mortgage.Row)))
        {
            judgement.Fail(
                C48,
                new($"单元{disposal.Unit.Code}的抵押权已因司法裁定转移消灭，尚未注销登记",
                    $"a court's transfer extinguished a mortgage on unit {disposal.Unit.Code}, and its cancellation is not recorded"),
                new("请先办理抵押权注销登记（MortgageCancelled）；多单元抵押的，先办理该单元退出（MortgageChanged）",
                    "record its cancellation first (MortgageCancelled); of a mortgage on further units, let this one leave (MortgageChanged)"),
                mortgage.On.Says(MortgageContractNumber.Name, mortgage.Row.Id.ContractNumber),
                mortgage.On.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(mortgage.Row.Id)),
                mortgage.Page.Says(new("抵押状态", "state of the mortgage"), mortgage.Page.Body?.State));
        }
    }
}
