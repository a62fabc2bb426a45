using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>Seizures: entered, renewed, lifted.</summary>
internal static class SeizureActs
{
    private const uint CreditCode = 8;

    /// <summary>查封、预查封、轮候查封</summary>
    public static void Enter(ActTelling telling, EnterSeizureRequest asked, SeizureEntered recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var seized = new SeizureRow
        {
            Kind = recorded.Kind,
            Authority = recorded.Authority,
            DocumentNumber = recorded.DocumentNumber,
            DeliveryTimeMs = recorded.DeliveryTimeMs,
            Term = recorded.Term,
            StatedFirst = recorded.StatedFirst,
            StatedLast = recorded.StatedLast,
            RecordingMs = telling.Act.RecordedMs,
            RecordingDate = recorded.Recording.RecordingDate,
            BusinessNumber = recorded.BusinessNumber,
        };
        book.Seizures.Add(seized);
        var queue = SeizureQueue.At(book.Seizures, telling.Act.RecordedMs);
        var waits = queue.Queued.Any(known => known.Row.Equals(seized));
        var place = queue.InForce.Where(known => known.Row.Equals(seized)).Select(static known => (SeizurePlace?)known).FirstOrDefault();
        var draft = Draft(telling, book, recorded.BusinessNumber, recorded.Authority, asked.Debtors);
        var row = draft.Right(
            "QLF_QL_CFDJ",
            ("CFJG", draft.OrganisationName(recorded.Authority)),
            ("CFLX", (recorded.Kind, waits) switch
            {
                (SeizureKind.PreSeizure, false) => "3",
                (SeizureKind.PreSeizure, true) => "4",
                (_, true) => "2",
                _ => "1",
            }),
            ("CFWH", recorded.DocumentNumber),
            ("CFQSSJ", draft.Day(recorded.StatedFirst) ?? (place is { } active ? draft.Day(active.Start.Number) : null)),
            ("CFJSSJ", draft.LastDay(recorded.StatedLast) ?? (place is { } ends ? draft.LastDay(ends.End.Number) : null)),
            ("CFFW", recorded.Scope is null or { Numerator: 1, Denominator: 1 } ? "全部份额" : $"{recorded.Scope.Numerator}/{recorded.Scope.Denominator}份额"),
            ("FJ", Note(HolderRows.Names(draft, asked.Debtors), place is null ? recorded.Term : null)),
            ("SSYWH", book.TitleNumber));
        book.Put(new(KeyOf(recorded.DocumentNumber), recorded.BusinessNumber, "", row, [.. asked.Debtors]));
    }

    /// <summary>续封</summary>
    public static void Renew(ActTelling telling, SeizureRenewed recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var before = book.Find(KeyOf(recorded.DocumentNumber));
        var seized = book.Seizures.Find(row => row.DocumentNumber == recorded.DocumentNumber && row.Lifted == 0);
        seized?.Renewals.Add(new SeizureRenewal
        {
            DocumentNumber = recorded.RenewalDocumentNumber,
            DeliveryTimeMs = recorded.DeliveryTimeMs,
            Term = recorded.Term,
            StatedLast = recorded.StatedLast,
            RecordingMs = telling.Act.RecordedMs,
            BusinessNumber = recorded.BusinessNumber,
        });
        var place = SeizureQueue.At(book.Seizures, telling.Act.RecordedMs).InForce
            .Where(known => known.Row.DocumentNumber == recorded.DocumentNumber).Select(static known => (SeizurePlace?)known).FirstOrDefault();
        var draft = Draft(telling, book, recorded.BusinessNumber, recorded.Authority, before?.Holders ?? []);
        (string, string?)[] renewed =
        [
            ("YWH", recorded.BusinessNumber), ("CFLX", "5"), ("CFWH", recorded.RenewalDocumentNumber),
            ("CFJSSJ", draft.LastDay(recorded.StatedLast) ?? (place is { } active ? draft.LastDay(active.End.Number) : null)),
            ("DJSJ", draft.At), ("SSYWH", before?.BusinessNumber),
        ];
        var row = before is null ? draft.Right("QLF_QL_CFDJ", renewed) : draft.Again(before.Row, renewed);
        draft.Set(row, "CFJG", draft.OrganisationName(recorded.Authority));
        if (before is not null)
            book.Put(before with { BusinessNumber = recorded.BusinessNumber, Row = row });
    }

    /// <summary>解封</summary>
    public static void Lift(ActTelling telling, SeizureLifted recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var before = book.Take(KeyOf(recorded.DocumentNumber));
        foreach (var seized in book.Seizures.Where(row => row.DocumentNumber == recorded.DocumentNumber && row.Lifted == 0))
            seized.Lifted = Day.At(recorded.DeliveryTimeMs > 0 ? recorded.DeliveryTimeMs : telling.Act.RecordedMs).Number;
        var draft = Draft(telling, book, recorded.BusinessNumber, recorded.Authority, before?.Holders ?? []);
        (string, string?)[] lifted =
        [
            ("JFYWH", recorded.BusinessNumber), ("JFJG", draft.OrganisationName(recorded.Authority)), ("JFWH", recorded.LiftDocumentNumber),
            ("JFDBR", draft.Act.NameOf(recorded.Recording.Recorder)), ("JFDJSJ", draft.At), ("QSZT", "2"),
        ];
        if (before is null)
            draft.Right("QLF_QL_CFDJ", [("CFWH", recorded.DocumentNumber), .. lifted]);
        else
            draft.Again(before.Row, lifted);
    }

    /// <summary>Name of a seizure on a unit.</summary>
    public static string KeyOf(string document) => "seizure/" + document;

    /// <summary>What no column has: against whom, and the term of one that waits.</summary>
    private static string Note(string? debtors, SeizureTerm? term) => string.Join(
        '；', ((string?[])[debtors is null ? null : "被执行人：" + debtors.Replace(',', '、'), term is null ? null : ExchangeNotes.OfTerm(term.Months, term.Days)])
        .Where(static text => text is not null));

    private static MessageDraft Draft(
        ActTelling telling, UnitBook book, string businessNumber, string authority, IReadOnlyList<PartyInput> debtors)
    {
        var draft = telling.Draft(book, businessNumber, "seizure", 800);
        draft.UnitsBefore = [book.Unit];
        draft.CertificatesBefore = book.Certificates;
        // The authority asks for it: who it is by number, and against whom, stands nowhere else in a message.
        draft.Applicants = ([new() { DocumentType = CreditCode, DocumentNumber = authority }], debtors);
        return draft;
    }
}
