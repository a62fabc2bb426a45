using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The state machine of a use right: registered → changed → cancelled, or over with its term (STATE).</summary>
internal static class UseRightStands
{
    private static readonly Wording Residence = new("居住权", "right of residence");
    private static readonly Wording Easement = new("地役权", "easement");
    private static readonly Wording Until = new("期限至（不含）", "until, exclusive");

    /// <summary>Finds the right of residence that a proof names.</summary>
    /// <returns>Null when there is none to judge by.</returns>
    public static ResidenceRow? FindResidence(Judgement judgement, PageView<EncumbrancePage> page, CertificateId proof, string path)
    {
        if (page.Body?.Residences.FirstOrDefault(row => row.Proof.Equals(proof) && row.Ended == 0) is { } found)
            return found;
        Absent(judgement, Residence, "ResidenceRightRegistered", page, proof, path);
        return null;
    }

    /// <summary>A change keeps the holders; who else is to have the right has it with their written consent.</summary>
    public static void CheckHolders(Judgement judgement, PageView<EncumbrancePage> page, ResidenceRow known, ResidenceRightRegistered e)
    {
        if (known.Holders.ToHashSet().SetEquals(e.Holders) || e.Act.Consents.Any(consent => consent.Of == known.Proof.Number))
            return;
        judgement.WrongState(
            Residence,
            new("属于他人，未经其书面同意不得变更权利人", "another's, whose written consent to the new holders is missing"),
            ["ResidenceRightCancelled"],
            Labels.InEvent(CertificateNumber.Name, Labels.Certificate(known.Proof), "replaces"),
            Labels.InEvent(new("居住权人", "holders"), Labels.Parties(e.Holders), "holders"),
            page.Says(new("居住权人", "holders"), Labels.Parties(known.Holders)));
    }

    /// <summary>
    /// Finds the easement that a proof names on one of its units: that with the other unit of the act, for of a unit that was split
    /// one proof stands for an easement of each part.
    /// </summary>
    /// <returns>Null when there is none to judge by.</returns>
    public static EasementRow? FindEasement(Judgement judgement, PageView<EncumbrancePage> page, CertificateId proof, string other, string path)
    {
        if (Of(page.Body, proof).OrderBy(row => row.OtherUnit != other).FirstOrDefault() is { } found)
            return found;
        Absent(judgement, Easement, "EasementRegistered", page, proof, path);
        return null;
    }

    /// <summary>A right ends by its term only once that is over.</summary>
    public static void CheckOver(Judgement judgement, PageView<EncumbrancePage> page, uint until, uint recordingDate, Wording record)
    {
        if (until != 0 && until <= recordingDate)
            return;
        judgement.WrongState(
            record,
            new("期限未届满", "not at the end of its term"),
            [],
            page.Says(Until, until == 0 ? Labels.Text(new("终身", "for life")) : Labels.Date(until)),
            Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recordingDate), "recording.recording_date"));
    }

    /// <summary>The easements of a proof on a page that are not cancelled.</summary>
    public static IEnumerable<EasementRow> Of(EncumbrancePage? page, CertificateId? proof)
        => page?.Easements.Where(row => row.Ended == 0 && row.Proof.Equals(proof)) ?? [];

    private static void Absent(Judgement judgement, Wording record, string step, PageView<EncumbrancePage> page, CertificateId proof, string path)
        => judgement.WrongState(
            record,
            new("不存在或已注销", "absent or cancelled"),
            [step],
            Labels.InEvent(CertificateNumber.Name, Labels.Certificate(proof), path),
            page.Says(new("负担页", "encumbrance page"), page.Body?.UnitCode));
}
