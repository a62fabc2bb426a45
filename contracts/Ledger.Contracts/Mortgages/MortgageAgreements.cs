using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The agreements on a mortgage's page: one of a kind is open, until it is recorded or another takes its place.</summary>
internal static class MortgageAgreements
{
    private static readonly Wording Record = new("抵押变更协议", "agreement on the mortgage");

    /// <summary>The open agreement of a kind; null for none.</summary>
    public static MortgageAgreement? Find(MortgagePage? page, MortgageChangeKind kind) => page?.Agreements.FirstOrDefault(known => known.Kind == kind);

    /// <summary>There is an open agreement to record (STATE).</summary>
    /// <returns>Null when there is none.</returns>
    public static MortgageAgreement? Require(Judgement judgement, PageView<MortgagePage> mortgage, MortgageChangeKind kind)
    {
        if (Find(mortgage.Body, kind) is { } agreement)
            return agreement;
        judgement.WrongState(
            Record, new("不存在", "absent"), ["MortgageChangeAgreed"],
            mortgage.Says(new("未登记的变更协议", "agreements that are open"),
                mortgage.Body is null ? null : string.Join(", ", mortgage.Body.Agreements.Select(known => ValueNames.Text(known.Kind)))));
        return null;
    }

    /// <summary>The assignee has not signed (STATE).</summary>
    public static void NotAccepted(Judgement judgement, PageView<MortgagePage> mortgage)
        => judgement.WrongState(
            Record, new("受让方未签署", "not signed by the assignee"), ["MortgageChangeAgreed"],
            mortgage.Says(new("受让方已签署", "signed by the assignee"), false));

    /// <summary>Puts an agreement in place of an older one of its kind.</summary>
    public static void Put(MortgagePage page, MortgageAgreement agreement)
    {
        Close(page, agreement.Kind);
        page.Agreements.Insert(page.Agreements.TakeWhile(known => known.Kind < agreement.Kind).Count(), agreement);
    }

    /// <summary>An agreement is in the book, or gone.</summary>
    public static void Close(MortgagePage page, MortgageChangeKind kind)
    {
        if (Find(page, kind) is { } known)
            page.Agreements.Remove(known);
    }

    /// <summary>A change is in the book: its agreement is closed, its entry noted.</summary>
    public static void Recorded(MortgagePage page, MortgageChangeKind kind, Book book, Recording recording)
    {
        Close(page, kind);
        page.Changes.Add(new MortgageChange
        {
            Entry = Google.Protobuf.ByteString.CopyFrom(book.Entry.Span),
            What = kind,
            RecordingDate = recording.RecordingDate,
        });
    }
}
