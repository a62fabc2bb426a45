using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Column M: C-46 禁止转让约定, for whatever else is done to a mortgaged unit. Some flows need the consent of every mortgagee, in
/// others the consent to just this act takes the warning away. Transfers ask for themselves (<see cref="MortgagesAtTransfer"/>),
/// changes of mortgages by C-43. A released mortgage asks nothing. A warning is about its mortgage, an exception one of the unit and its mortgage.
/// </summary>
internal sealed class MortgagedUnit : IRestriction
{
    /// <summary>禁止转让约定: a live mortgage stands in the way of another act than a transfer.</summary>
    public static readonly Rule C46Live = MortgagesSurvive.C46 with { Aspect = "live" };

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.M;

    /// <inheritdoc/>
    public Rule Rule => C46Live;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.Mortgage;

    /// <summary>Changes of a mortgage ask the others by C-43.</summary>
    public bool IsAskedIn(FlowCode flow) => flow is not (FlowCode.M3 or FlowCode.M5);

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        var consent = ConsentTo(disposal);
        if (cell.ByMortgage && consent is null)
            return;
        var severity = cell.ByMortgage ? Severity.Reject : cell.Severity!.Value;
        foreach (var mortgage in disposal.Mortgages.Where(static mortgage => !mortgage.IsReleased))
        {
            if (disposal.Flow == FlowCode.F701 && !MayObject(judgement, mortgage.Row))
                continue;
            if (consent is { } wanted && judgement.Consents.Include(mortgage.Page.Body, wanted.Subject, wanted.Number))
                continue;
            var label = Labels.Mortgage(mortgage.Row.Id);
            if (severity == Severity.Warning)
                judgement.About(label);
            else
                judgement.About(disposal.Unit.Code, label);
            judgement.Fail(
                C46Live,
                severity,
                new($"单元{disposal.Unit.Code}有现势抵押权", $"unit {disposal.Unit.Code} bears a live mortgage"),
                Advice(severity, consent),
                disposal.Unit.Encumbrances.Says(MortgageContractNumber.Name, mortgage.Row.Id.ContractNumber),
                disposal.Unit.Encumbrances.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(mortgage.Row.Id)),
                mortgage.Page.Says(new("抵押权人同意", "mortgagee's consent"), consent is null ? Labels.Absent : Text(consent.Value)));
        }

        judgement.About(disposal.Unit.Code);
    }

    private static (ConsentSubject Subject, string Number)? ConsentTo(Disposal disposal) => disposal.Flow switch
    {
        FlowCode.F901 => (ConsentSubject.Residence, disposal.Unit.Code),
        FlowCode.F902 => (ConsentSubject.Easement, disposal.Unit.Code),
        FlowCode.F410 => (ConsentSubject.Waiver, disposal.Unit.Code),
        var flow when FlowGroups.IsReshaping(flow) => (ConsentSubject.Reshape, disposal.Case),
        FlowCode.F701 => (ConsentSubject.Notice, disposal.Basis),
        _ => null,
    };

    private static bool MayObject(Judgement judgement, MortgageRow row)
        => row.Terms.TransferRestricted || row.RecordingDate < judgement.City.ConsentFreeMortgagesFrom.Number;

    private static string Text((ConsentSubject Subject, string Number) wanted)
        => $"{ValueNames.Text(wanted.Subject)} {wanted.Number}: {Labels.Absent}";

    private static Wording Advice(Severity severity, (ConsentSubject Subject, string Number)? consent) => (severity, consent) switch
    {
        (Severity.Information, _) => new("抵押权继续存续", "the mortgage stays"),
        (_, not null) => new("请取得抵押权人对本项业务的同意（MortgageeConsented），或先注销抵押权",
            "obtain the mortgagee's consent to this act (MortgageeConsented), or cancel the mortgage first"),
        (Severity.Warning, _) => new("请核对后确认C-46", "check it, then acknowledge C-46"),
        _ => new("请先注销抵押权", "cancel the mortgage first"),
    };
}
