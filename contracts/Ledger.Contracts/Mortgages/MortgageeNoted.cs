using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// A note of C-46 or C-47 belongs to a contract that sells a unit under that mortgage (C-01), and is given once: after a
/// consent there is nothing left to consent to or to notify of (STATE).
/// </summary>
internal static class MortgageeNoted
{
    /// <summary>The contract sells at least one of the mortgaged units.</summary>
    public static void CheckUnits(Judgement judgement, PageView<MortgagePage> mortgage, PageView<ContractPage> contract)
    {
        var (mortgaged, sold) = (mortgage.Body!.Units.Select(unit => unit.UnitCode).ToList(), contract.Body!.Units.Select(unit => unit.UnitCode).ToList());
        if (mortgaged.Intersect(sold, StringComparer.Ordinal).Any())
            return;
        judgement.Fail(
            SameUnits.C01,
            new("合同未出卖该抵押的任何单元", "the contract sells none of the units under the mortgage"),
            new("请核对合同编号与抵押合同编号", "check the number of the contract and of the mortgage"),
            contract.Says(new("出卖的单元", "units sold"), string.Join(", ", sold)),
            mortgage.Says(new("抵押的单元", "units mortgaged"), string.Join(", ", mortgaged)));
    }

    /// <summary>The contract's page does not hold this note, or a stronger one, already.</summary>
    public static void CheckFirst(Judgement judgement, MortgageeNote note, PageView<ContractPage> contract)
    {
        var before = contract.Body!.MortgageeNotes.FirstOrDefault(known => known.Mortgage.Equals(note.Mortgage));
        if (before is null || (note.Consent && !before.Consent))
            return;
        judgement.WrongState(
            new("抵押权人意见", "mortgagee's note"),
            before.Consent ? new("已同意转让", "consented") : new("已通知", "notified"),
            before.Consent ? [] : ["MortgageeConsented"],
            contract.Says(before.Consent ? new("同意日期", "day of consent") : new("通知日期", "day of notice"), Labels.Date(before.Date)));
    }
}
