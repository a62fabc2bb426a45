using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Column B, C-52 所在宗地受限: a mortgage of the land that the unit stands on is told with every act on the unit. For a first
/// registration one of the land alone warns: it does not reach what is built later (CC 417).
/// </summary>
internal sealed class MortgagedParcel : IRestriction
{
    public static readonly Rule C52 = Rule.Reject("C-52", "所在宗地受限", "the parcel is restricted", "registry practice");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.B;

    /// <inheritdoc/>
    public Rule Rule => C52;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Mortgage;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        foreach (var mortgage in disposal.ParcelMortgages.Where(static mortgage => mortgage.Row.Object != MortgageObject.Construction && !mortgage.IsReleased))
        {
            judgement.About(Labels.Mortgage(mortgage.Row.Id));
            judgement.Fail(
                C52,
                FlowGroups.IsBuilding(disposal.Flow) ? Severity.Warning : cell.Severity!.Value,
                new($"单元{disposal.Unit.Code}所在宗地有现势抵押权", $"the land that unit {disposal.Unit.Code} stands on bears a live mortgage"),
                new("请由抵押权人解除该单元（ReleaseInstructed）；仅为警告的，核对后确认C-52",
                    "let the mortgagee release the unit (ReleaseInstructed); where it only warns, check it and acknowledge C-52"),
                mortgage.On.Says(MortgageContractNumber.Name, mortgage.Row.Id.ContractNumber),
                mortgage.On.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(mortgage.Row.Id)));
        }

        judgement.About(disposal.Unit.Code);
    }
}
