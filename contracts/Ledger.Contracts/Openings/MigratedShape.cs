using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of the rows taken over from the old book.</summary>
internal static class MigratedShape
{
    /// <summary>Checks them.</summary>
    /// <typeparam name="TDocument">Grammar of the numbers of seizures' documents.</typeparam>
    /// <param name="shape">Where a fault goes.</param>
    /// <param name="e">The opening.</param>
    /// <param name="perHolding">Whether a mortgage may lie on one share, and ranks count on each.</param>
    public static void Check<TDocument>(Shape shape, MigratedOpened e, bool perHolding)
        where TDocument : IFact<TDocument>
    {
        var sound = true;
        for (var i = 0; i < e.Mortgages.Count; i++)
            sound &= Mortgage(shape, e.Mortgages[i], perHolding, $"mortgages[{i}]");
        shape.Sorted(e.Mortgages, perHolding ? InOrder : static (a, b) => a.Rank.CompareTo(b.Rank), "mortgages", mayBeEmpty: true);
        if (sound && e.Mortgages.DistinctBy(row => row.Id).Count() != e.Mortgages.Count)
            shape.Fault(Shape.C69, "mortgages", null, new("互不相同的抵押合同", "mortgages of different contracts"));
        for (var i = 0; i < e.Seizures.Count; i++)
            Seizure<TDocument>(shape, e.Seizures[i], i, $"seizures[{i}]");
        if (e.Seizures.Count > shape.MaximumItems || e.Seizures.DistinctBy(row => (row.Authority, row.DocumentNumber)).Count() != e.Seizures.Count)
            shape.Fault(Shape.C69, "seizures", e.Seizures.Count, new("互不相同的查封", "seizures of different documents"));
    }

    // Those of one rank, on different shares, by mortgagee and number.
    private static int InOrder(MortgageRow left, MortgageRow right)
        => left.Rank != right.Rank || left.Id is null || right.Id is null
            ? left.Rank.CompareTo(right.Rank)
            : string.CompareOrdinal(Labels.Mortgage(left.Id), Labels.Mortgage(right.Id));

    private static bool Mortgage(Shape shape, MortgageRow row, bool perHolding, string path)
    {
        var sound = shape.Mortgage(row.Id, path + ".id");
        if (perHolding)
            shape.HoldingValue(row.Holding, path + ".holding");
        shape.Certificate(row.Certificate, CertificateKind.Proof, legacyAllowed: true, path + ".certificate");
        shape.TermsValue(row.Terms, path + ".terms");
        shape.Date(row.RecordingDate, path + ".recording_date");
        shape.ShareValue(row.Share, path + ".share");
        if (row.Units != 1)
            shape.Fault(Shape.C69, path + ".units", row.Units, new("1", "1: a row taken over stands for its own unit"));
        shape.Document(row.Document, path + ".document");
        OldBusiness(shape, row.BusinessNumber, path);
        var plain = new MortgageRow
        {
            Id = row.Id,
            Certificate = row.Certificate,
            Terms = row.Terms,
            Rank = row.Rank,
            RecordingDate = row.RecordingDate,
            Share = row.Share,
            Units = row.Units,
            Document = row.Document,
            BusinessNumber = row.BusinessNumber,
        };
        if (perHolding)
            plain.Holding.AddRange(row.Holding);
        Plain(shape, row, plain, path);
        return sound;
    }

    private static void Seizure<TDocument>(Shape shape, SeizureRow row, int index, string path)
        where TDocument : IFact<TDocument>
    {
        shape.Known(row.Kind, path + ".kind");
        shape.Identifier<CreditCode>(Shape.F04, row.Authority, path + ".authority");
        shape.Identifier<TDocument>(row.DocumentNumber, path + ".document_number");
        shape.Instant(row.DeliveryTimeMs, path + ".delivery_time_ms");
        shape.SeizureTermValue(row.Term, path + ".term");
        shape.Date(row.RecordingDate, path + ".recording_date");
        shape.Document(row.Document, path + ".document");
        OldBusiness(shape, row.BusinessNumber, path);
        Plain(shape, row, new SeizureRow
        {
            Kind = row.Kind,
            Authority = row.Authority,
            DocumentNumber = row.DocumentNumber,
            DeliveryTimeMs = row.DeliveryTimeMs,
            Term = row.Term,
            Start = row.Start,
            End = row.End,
            RecordingDate = row.RecordingDate,
            Document = row.Document,
            BusinessNumber = row.BusinessNumber,
        }, path);

        // The active seizure has its dates; the dates of those that wait follow from the queue.
        if (index == 0)
        {
            if (!(shape.Date(row.Start, path + ".start") & shape.Date(row.End, path + ".end")))
                return;
            if (row.Start >= row.End)
                shape.Fault(Shape.C69, path + ".end", row.End, new("晚于起始日的日期", "a day after the start"));
        }
        else if (row.Start != 0 || row.End != 0)
        {
            shape.Fault(Shape.C69, path + ".start", row.Start, new("空：轮候查封无起止日期", "nothing: a queued seizure has no dates yet"));
        }
    }

    /// <summary>What the ledger itself writes on a row in the course of time is not taken over.</summary>
    private static void Plain<T>(Shape shape, T row, T plain, string path)
        where T : IMessage<T>
    {
        if (!row.Equals(plain))
            shape.Fault(Shape.C69, path, null, new("仅旧簿所载事项", "a row with what the old book states, and nothing that this ledger writes later"));
    }

    private static void OldBusiness(Shape shape, string number, string path)
    {
        if (number.Length > 0)
            shape.Identifier<BusinessNumber>(number, path + ".business_number");
    }
}
