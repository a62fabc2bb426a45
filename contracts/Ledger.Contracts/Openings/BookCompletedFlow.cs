using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>补录: the old book is read for a further kind of encumbrance, for a unit that an older profile opened without it.</summary>
internal sealed class BookCompletedFlow()
    : BookFlow<BookCompleted, (BookCompleted Event, UnitPages Unit, OldRights Rights)>(new("补录", "completion of the book"))
{
    /// <summary>该种类未补录: the kind is known already; its rows are changed by acts of their own.</summary>
    public static readonly Rule C83 = KindCompleted.C83 with { Severity = Severity.Reject, Aspect = "known" };

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, BookCompleted e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        shape.Identifier<BusinessNumber>(e.BusinessNumber, "business_number");
        shape.Known(e.Kind, "kind");
        if (e.Kind is EncumbranceKind.Mortgage or EncumbranceKind.Seizure)
            shape.Fault(Shape.C69, "kind", e.Kind, new("抵押、查封以外的种类：开簿时均已带入", "a kind other than mortgage and seizure, which every opening takes over"));
        shape.Date(e.Since, "since");
        OldRightsShape.Check(shape, e.Notices, e.Objections, e.Easements, e.Residences, e.Locks);
        OldRightsShape.NumberExceptions(shape, e.NumberExceptions, [], e.Notices, e.Objections, e.Residences);
        Only(shape, e, EncumbranceKind.AdvanceNotice, e.Notices.Count, "notices");
        Only(shape, e, EncumbranceKind.Objection, e.Objections.Count, "objections");
        Only(shape, e, EncumbranceKind.Easement, e.Easements.Count, "easements");
        Only(shape, e, EncumbranceKind.Residence, e.Residences.Count, "residences");
        Only(shape, e, EncumbranceKind.Lock, e.Locks.Count, "locks");
    }

    /// <inheritdoc/>
    protected override (BookCompleted Event, UnitPages Unit, OldRights Rights) LoadOwn(BookCompleted e, Book book) => (
        e,
        UnitPages.Read(book, e.UnitCode),
        OldRights.Load(book, e.UnitCode, e.Notices, e.Objections, e.Easements, e.Residences, e.Locks));

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf((BookCompleted Event, UnitPages Unit, OldRights Rights) loaded)
        => [new(FlowCode.F102, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override bool NeedsReview((BookCompleted Event, UnitPages Unit, OldRights Rights) loaded) => false;

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, (BookCompleted Event, UnitPages Unit, OldRights Rights) loaded, Signer signer)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        OneLiveTitle.CheckLive(judgement, loaded.Unit, "unit_code");
        if (page.Body?.SinceOf(e.Kind) is { } since)
        {
            judgement.Fail(
                C83,
                new($"单元{e.UnitCode}的{EncumbranceKinds.NameOf(e.Kind).Chinese}自{since}起已有记载",
                    $"the {EncumbranceKinds.NameOf(e.Kind).English} of unit {e.UnitCode} is known since {since}"),
                new("该种类无需补录；变动请以各自的登记办理", "nothing to complete: changes of this kind are acts of their own"),
                Labels.InEvent(new("种类", "kind"), EncumbranceKinds.NameOf(e.Kind).Chinese, "kind"),
                page.Says(new("已知起始日", "known since"), since));
        }

        loaded.Rights.Check(judgement, []);
        var known = DatedFact.Stated(new("旧簿读取日期", "day the old book was read"), e.Since, "since");
        DateOrder.Check(judgement, known, DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, (BookCompleted Event, UnitPages Unit, OldRights Rights) loaded)
    {
        var e = loaded.Event;
        var page = loaded.Unit.Encumbrances.Body!.Clone();
        page.Complete(e.Kind, Day.FromNumber(e.Since));
        loaded.Rights.Write(book, page, e.Recording);
        page.Document = e.Act.Document;
        page.RecordingDate = e.Recording.RecordingDate;
        page.RecordingMs = e.Recording.RecordingMs;
        book.Write(loaded.Unit.Encumbrances.Key, page);
    }

    private static void Only(Shape shape, BookCompleted e, EncumbranceKind kind, int rows, string path)
    {
        if (rows > 0 && e.Kind != kind)
            shape.Fault(Shape.C69, path, rows, new("空：仅填写所补录种类的行", "nothing: rows of the kind that is completed alone"));
    }
}
