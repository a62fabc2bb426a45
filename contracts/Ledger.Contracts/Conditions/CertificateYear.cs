using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>F-03 证号格式: the year in a certificate's number is the year of its recording.</summary>
internal static class CertificateYear
{
    public static readonly Rule F03 = Rule.Reject("F-03", "证号格式", "certificate number well-formed", "国土资发〔2015〕25号");

    /// <summary>A certificate issued by this act bears the year of its recording.</summary>
    public static void Check(Judgement judgement, CertificateId id, uint recordingDate, string path)
        => Check(judgement, id, recordingDate, path, exact: true);

    /// <summary>A certificate taken over may be older than the title's last recording: co-owners keep theirs, never younger.</summary>
    public static void CheckTakenOver(Judgement judgement, CertificateId id, uint recordingDate, string path)
        => Check(judgement, id, recordingDate, path, exact: false);

    private static void Check(Judgement judgement, CertificateId id, uint recordingDate, string path, bool exact)
    {
        if (id.Number.Length == 0)
            return;
        CertificatePlace.Check(judgement, id, path);
        var year = CertificateNumber.Parse(id.Number).Year;
        var recorded = Day.FromNumber(recordingDate).Year;
        if (exact ? year == recorded : year <= recorded)
            return;
        judgement.Fail(
            F03,
            exact
                ? new("证号年份与登簿年份不符", "the year in the certificate number is not the year of recording")
                : new("证号年份晚于旧簿登簿年份", "the certificate is younger than the recording in the old book"),
            new("请核对证号与登簿日期", "check the certificate number and the recording date"),
            Labels.InEvent(CertificateNumber.Name, id.Number, path),
            Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recordingDate), "recording.recording_date"));
    }
}
