using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>The certificates that a transfer issues: new (C-54), of one unit each, of the recording's year (F-03); old ones fall for all their units.</summary>
internal static class TransferCertificates
{
    public static void Check(Judgement judgement, V1.Recording recording, IReadOnlyList<TransferredUnit> units, IReadOnlyList<ReissuedUnit> others)
    {
        var issued = units.SelectMany(unit => unit.Issued.Select(certificate => (unit.Code, Certificate: certificate)))
            .Concat(others.SelectMany(unit => unit.Issued.Select(certificate => (Code: unit.UnitCode, Certificate: certificate)))).ToList();
        CertificatesUnique.CheckNew(judgement, issued.Select(pair => pair.Certificate));
        CertificatesUnique.CheckOneUnitEach(judgement, issued.Select(pair => (pair.Code, pair.Certificate.Id)));
        foreach (var (_, (_, id, path)) in issued)
            CertificateYear.Check(judgement, id, recording.RecordingDate, path);
        OtherUnitsKeepTheirs.Check(judgement, units, others);
    }
}
