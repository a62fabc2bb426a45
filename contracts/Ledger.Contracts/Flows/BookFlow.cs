using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// An act on the book (登簿) of profile 2: besides its own rules it needs a case that was accepted and reviewed for it, staff
/// who may do it, and an instant of recording in order; it marks its part of the case as recorded.
/// </summary>
/// <typeparam name="TEvent">Message of the event; its field 1 is the act, its field 2 the recording.</typeparam>
/// <typeparam name="TCase">The event with the pages its own rules read.</typeparam>
/// <param name="step">What the office calls the step.</param>
internal abstract class BookFlow<TEvent, TCase>(Wording step)
    : Flow<TEvent, (TCase Own, Casework Work)>(DepartmentNames.Registration, step), IBookFlow
    where TEvent : class, IMessage<TEvent>, new()
{
    private const int ActField = 1;
    private const int RecordingField = 2;

    /// <inheritdoc/>
    public IReadOnlyList<BookAct> ActsOf(IContractContext context, Event e, Profile profile)
        => profile.Form.TryParse<TEvent>(e.Body.Span, out var body, out _) ? ActsOf(LoadOwn(body, new Book(context, profile))) : [];

    /// <inheritdoc/>
    protected sealed override void CheckShape(Shape shape, TEvent e)
    {
        shape.RecordingValue(RecordingOf(e));
        if (RecordingOf(e) is { } recording)
            shape.BookRecordingValue(recording);
        CheckOwnShape(shape, e);
    }

    /// <inheritdoc/>
    protected sealed override (TCase Own, Casework Work) Load(TEvent e, Book book)
    {
        var own = LoadOwn(e, book);
        return (own, Casework.Load(book, (Act)ValueOf(e, ActField)!, RecordingOf(e)!, ActsOf(own)));
    }

    /// <inheritdoc/>
    protected sealed override void Judge(Judgement judgement, (TCase Own, Casework Work) loaded, Signer signer)
    {
        judgement.RecordedAt(loaded.Work.Recording.AcceptanceTimeMs, loaded.Work.Recording.RecordingMs);
        if (ActsOf(loaded.Own).Select(static act => act.Flow).Distinct().ToList() is [var flow])
            judgement.Under(flow);

        loaded.Work.Check(judgement, signer, NeedsReview(loaded.Own));
        JudgeOwn(judgement, loaded.Own, signer);
    }

    /// <inheritdoc/>
    protected sealed override void Write(Book book, (TCase Own, Casework Work) loaded)
    {
        WriteOwn(book, loaded.Own);
        loaded.Work.Write(book);
    }

    /// <summary>Checks the form of the fields besides act and recording.</summary>
    protected abstract void CheckOwnShape(Shape shape, TEvent e);

    /// <summary>Reads every page the act's own rules need.</summary>
    protected abstract TCase LoadOwn(TEvent e, Book book);

    /// <summary>The units it records, with the flow each is recorded under.</summary>
    protected abstract IReadOnlyList<BookAct> ActsOf(TCase loaded);

    /// <summary>Runs the act's own rules.</summary>
    protected abstract void JudgeOwn(Judgement judgement, TCase loaded, Signer signer);

    /// <summary>Writes what the act changes, its business numbers and its case excepted.</summary>
    protected abstract void WriteOwn(Book book, TCase loaded);

    /// <summary>Whether a case must have been reviewed for the act; acts by notice of an authority are entered at once.</summary>
    protected virtual bool NeedsReview(TCase loaded) => true;

    private static Recording? RecordingOf(TEvent e) => (Recording?)ValueOf(e, RecordingField);

    private static object? ValueOf(TEvent e, int field) => e.Descriptor.FindFieldByNumber(field).Accessor.GetValue(e);
}
