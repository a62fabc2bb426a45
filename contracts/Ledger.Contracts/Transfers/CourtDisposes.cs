using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Whom a court may take a unit from, and which court: C-72 被执行人不是权利人 — the debtor is the owner, or by exception the buyer
/// of a filed contract or an heir; C-33 — the court holds the seizure in force or was handed the disposal, unless its judgment
/// itself makes the owner.
/// </summary>
internal static class CourtDisposes
{
    public static readonly Rule C72 = Rule.Except("C-72", "被执行人不是权利人", "debtor is not the holder", "查封规定 2; 民法典 229") with { Aspect = "court transfer" };

    public static readonly Rule C33 = SeizureStands.C33 with { Aspect = "court transfer" };

    /// <summary>Checks one unit.</summary>
    public static void Check(Judgement judgement, CourtTransferRecorded e, TransferredUnit unit)
    {
        judgement.About(unit.Code, e.Ruling);
        CheckDebtor(judgement, unit);
        if (e.Reason is not (CourtTransferReason.Judgment or CourtTransferReason.Reversal))
            CheckAuthority(judgement, e, unit);
        judgement.About("");
    }

    private static void CheckDebtor(Judgement judgement, TransferredUnit unit)
    {
        if (unit.Pages.LiveTitle is not { } title || unit.Disposal.Givers.All(party => title.Owners.Any(owner => owner.Party.Equals(party))))
            return;
        judgement.Fail(
            C72,
            new($"单元{unit.Code}的被执行人不是登记权利人", $"the debtor is no registered owner of unit {unit.Code}"),
            new("被执行人为已备案合同买受人或继承人的，须经例外批准并附裁定", "a buyer of a filed contract or an heir needs an approved exception with the ruling"),
            Labels.InEvent(new("被执行人", "debtors"), Labels.Parties(unit.Disposal.Givers), unit.Path + ".sellers"),
            unit.Pages.Title.Says(new("登记权利人", "owners"), Labels.Parties(title.Owners.Select(owner => owner.Party))));
    }

    private static void CheckAuthority(Judgement judgement, CourtTransferRecorded e, TransferredUnit unit)
    {
        var rows = unit.Pages.Encumbrances.Body?.Seizures ?? [];
        var inForce = SeizureQueue.At(rows, e.Recording.RecordingMs).InForce;
        if (inForce.Any(place => place.Row.Authority == e.Authority || place.Row.HandedTo == e.Authority))
            return;
        judgement.Fail(
            C33,
            new($"裁定机关不是单元{unit.Code}的生效查封机关，也未获移送处置权", $"the court holds no seizure in force on unit {unit.Code}, nor was its disposal handed over"),
            new("请核对裁定机关；由在先查封机关处置，或先办理移送处置权", "check the court: the first seizing authority disposes, or hands the disposal over first"),
            Labels.InEvent(new("裁定机关", "court"), e.Authority, "authority"),
            unit.Pages.Encumbrances.Says(
                new("生效查封机关", "authorities of the seizures in force"), string.Join(", ", inForce.Select(place => place.Row.Authority))));
    }
}
