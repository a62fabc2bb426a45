using System.Globalization;
using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>The steps of the act's case as far as records tell of them: application, papers, review, recording, certificates, archive.</summary>
internal static class ProcessRows
{
    private const string Done = "2";
    private const string Agreed = "1";

    /// <summary>Adds them.</summary>
    public static void Add(MessageDraft draft, CaseRecords cases)
    {
        var recording = draft.Act.Recording;
        var file = cases.Find(recording?.AcceptanceNumber ?? "");
        var number = draft.BusinessNumber;
        Applicants(draft);
        draft.Add(
            "DJT_DJ_SLSQ",
            ("YWH", number),
            ("DJDL", $"{draft.RegType}"),
            ("DJLX", $"{draft.RegType}"),
            ("SQZSBS", "0"),
            ("SQFBCZ", draft.Certificates.Distinct(StringComparer.Ordinal).Count() > 1 ? "1" : "0"),
            ("SLRY", file?.Accepted?.OperatorName),
            ("SLSJ", recording is { AcceptanceTimeMs: > 0 } ? draft.Instant(recording.AcceptanceTimeMs) : null),
            ("ZL", draft.Location),
            ("AJZT", Done));
        foreach (var paper in draft.Act.Files)
            draft.Add("DJF_DJ_SJ", ("YWH", number), ("SJMC", paper));
        Review(draft, file);
        if (draft.IsNewer)
        {
            draft.Add(
                "DJF_DJ_DB", ("YWH", number), ("DBRYXM", draft.Act.NameOf(recording?.Recorder)), ("DBSJ", draft.At), ("CZJG", Agreed));
        }

        Issued(draft, cases);
        if (file?.Archived is { Event: CaseArchived archived } act)
        {
            draft.Add(
                "DJF_DJ_GD",
                ("YWH", number),
                ("DJDL", $"{draft.RegType}"),
                ("ZL", draft.Location),
                ("QZHM", CertificateNumbers.Join(draft.Certificates.Concat(draft.Proofs).Distinct(StringComparer.Ordinal)) is { Length: > 0 } all ? all : null),
                ("GDRY", act.OperatorName),
                ("GDSJ", draft.Day(archived.Date)));
        }
    }

    private static void Applicants(MessageDraft draft)
    {
        var (receivers, givers) = draft.Applicants;
        foreach (var receiver in receivers)
        {
            draft.Add(
                "DJF_DJ_SQR",
                ("YWH", draft.BusinessNumber),
                ("QLRMC", HolderRows.NameOf(draft, receiver)),
                ("QLRZJZL", HolderRows.TypeOf(receiver)),
                ("QLRZJH", receiver.DocumentNumber),
                ("YWRMC", HolderRows.Names(draft, givers)),
                ("YWRZJZL", Joined(givers.Select(HolderRows.TypeOf))),
                ("YWRZJH", Joined(givers.Select(static giver => giver.DocumentNumber))));
        }
    }

    private static void Review(MessageDraft draft, CaseFileRecords? file)
    {
        var place = 0;
        foreach (var review in file?.Reviews ?? [])
        {
            var reviewed = (CaseReviewed)review.Event;
            draft.Add(
                "DJF_DJ_SH",
                ("YWH", draft.BusinessNumber),
                ("JDMC", reviewed.Step <= 1 ? "初审" : "复审"),
                ("SXH", (++place).ToString(CultureInfo.InvariantCulture)),
                ("SHRYXM", review.NameOf(reviewed.Reviewer)),
                ("SHKSSJ", draft.Day(reviewed.Date)),
                ("SHJSSJ", draft.Day(reviewed.Date)),
                ("CZJG", reviewed.Result == ReviewResult.Pass ? Agreed : "2"));
        }
    }

    private static void Issued(MessageDraft draft, CaseRecords cases)
    {
        foreach (var (number, title) in draft.Certificates.Select(static n => (n, "不动产权证书")).Concat(draft.Proofs.Select(static n => (n, "不动产登记证明"))).Distinct())
        {
            foreach (var (act, asked) in cases.IssuedOf(number))
            {
                if (asked.PrintedSerial.Length > 0)
                {
                    draft.Add(
                        "DJF_DJ_SZ",
                        ("YWH", draft.BusinessNumber), ("SZMC", title), ("SZZH", number), ("YSXLH", asked.PrintedSerial), ("SZRY", act.OperatorName),
                        ("SZSJ", DayOf(draft, asked.Printed)));
                }

                if (asked.Handed.Length > 0)
                {
                    draft.Add(
                        "DJF_DJ_FZ",
                        ("YWH", draft.BusinessNumber), ("FZRY", act.OperatorName), ("FZSJ", DayOf(draft, asked.Handed)), ("FZMC", title), ("FZSL", "1"),
                        ("HFZSH", number), ("YSXLH", asked.PrintedSerial), ("LZRXM", asked.Receiver?.Name),
                        ("LZRZJLB", asked.Receiver is { } who ? HolderRows.TypeOf(who) : null),
                        ("LZRZJHM", asked.Receiver?.DocumentNumber));
                }
            }
        }
    }

    private static string? DayOf(MessageDraft draft, string text) => WrittenDay.TryParse(text, out var day, out _) ? draft.Day(day.Number) : null;

    private static string? Joined(IEnumerable<string?> values)
    {
        var all = values.ToList();
        return all.Count == 0 || all.Exists(string.IsNullOrEmpty) ? null : string.Join(',', all);
    }
}
