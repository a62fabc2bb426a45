using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-47 带押过户: live mortgages go with the unit and the mortgagee knows of it; C-46 禁止转让约定: where a restriction is
/// registered, or the mortgage is older than the Civil Code, it must have consented.
/// </summary>
internal static class MortgagesSurvive
{
    public static readonly Rule C46 = Rule.Reject("C-46", "禁止转让约定", "transfer restriction", "担保制度解释 43; 民法典 406");

    /// <summary>带押过户: the mortgage rows must go with the unit.</summary>
    public static readonly Rule C47 = Rule.Reject("C-47", "带押过户", "mortgage survives transfer", "民法典 406");

    /// <summary>带押过户: the mortgagee has neither consented nor been notified.</summary>
    public static readonly Rule C47Notice = C47 with { Severity = Severity.Warning, Aspect = "notice" };

    public static void Check(
        Judgement judgement, UnitPages unit, IReadOnlyList<MortgageeNote> notes, Func<Wording, object?, FindingValue> stated, MortgageHandling handling)
    {
        foreach (var row in unit.Encumbrances.Body?.Mortgages ?? [])
        {
            if (handling == MortgageHandling.None)
            {
                judgement.Fail(
                    C47,
                    new($"单元{unit.Code}有现势抵押权，转移后仍然存续", $"unit {unit.Code} bears a live mortgage, which survives the transfer"),
                    new("请注销抵押权，或按带押过户办理", "cancel the mortgage first, or record the transfer with mortgages carried over"),
                    Labels.InEvent(new("抵押处理", "handling of mortgages"), handling, "mortgages"),
                    unit.Encumbrances.Says(MortgageContractNumber.Name, row.Id.ContractNumber),
                    unit.Encumbrances.Says(new("抵押权人", "mortgagee"), row.Id.Mortgagee));
            }

            CheckMortgagee(judgement, unit, notes, stated, row);
        }
    }

    /// <summary>Mortgages are carried over only where there is one.</summary>
    public static void CheckCarried(Judgement judgement, IReadOnlyList<UnitPages> units, MortgageHandling handling)
    {
        if (handling == MortgageHandling.None || units.Any(unit => unit.Encumbrances.Body?.Mortgages.Count > 0))
            return;
        judgement.Fail(
            C47,
            new("没有现势抵押权可随转移存续", "mortgages are stated as carried over, but none is live"),
            new("请改为无抵押的转移登记", "record the transfer without mortgages"),
            [
                Labels.InEvent(new("抵押处理", "handling of mortgages"), handling, "mortgages"),
                .. units.Select(unit => unit.Encumbrances.Says(new("现势抵押权数", "live mortgages"), 0)),
            ]);
    }

    private static void CheckMortgagee(
        Judgement judgement, UnitPages unit, IReadOnlyList<MortgageeNote> notes, Func<Wording, object?, FindingValue> stated, MortgageRow row)
    {
        var note = notes.FirstOrDefault(note => note.Mortgage.Equals(row.Id));
        var from = judgement.City.ConsentFreeMortgagesFrom;
        var old = row.RecordingDate < from.Number;
        var mayObject = row.Terms.TransferRestricted || old;
        if (mayObject && note is not { Consent: true })
        {
            judgement.Fail(
                C46,
                row.Terms.TransferRestricted
                    ? new($"单元{unit.Code}的抵押权登记有禁止或限制转让的约定，抵押权人未同意",
                        $"a mortgage on unit {unit.Code} restricts the transfer and its mortgagee has not consented")
                    : new($"单元{unit.Code}的抵押权登记于{from}之前，转让须经抵押权人同意，抵押权人未同意",
                        $"a mortgage on unit {unit.Code} was recorded before {from}: its mortgagee must consent to the transfer and has not"),
                new("请取得抵押权人同意（MortgageeConsented）", "obtain the mortgagee's consent (MortgageeConsented)"),
                unit.Encumbrances.Says(new("是否禁止转让", "transfer restricted"), row.Terms.TransferRestricted),
                unit.Encumbrances.Says(new("抵押登簿日期", "mortgage recorded"), Labels.Date(row.RecordingDate)),
                unit.Encumbrances.Says(new("抵押权人", "mortgagee"), row.Id.Mortgagee),
                stated(
                    new("抵押权人同意", "mortgagee's consent"), note is null ? Labels.Absent : $"{Labels.Date(note.Date)} 仅通知，未同意 / notified only"));
        }
        else if (note is null)
        {
            judgement.Fail(
                C47Notice,
                new($"单元{unit.Code}的抵押权人未获通知", $"the mortgagee of unit {unit.Code} was not notified of the transfer"),
                new("请通知抵押权人，或确认后继续", "notify the mortgagee (MortgageeNotified), or acknowledge C-47"),
                unit.Encumbrances.Says(new("抵押权人", "mortgagee"), row.Id.Mortgagee),
                stated(new("同意或通知", "consent or notice"), Labels.Absent));
        }
    }
}
