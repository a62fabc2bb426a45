using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A step of a case after its acceptance: by whom, on what day, from which states, and what it makes of the case.</summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <param name="step">What the office calls the step.</param>
internal abstract class CaseStepFlow<TEvent>(Wording step) : Flow<TEvent, CaseStep<TEvent>>(DepartmentNames.Registration, step)
    where TEvent : class, IMessage<TEvent>, new()
{
    private static readonly MessageDescriptor Descriptor = new TEvent().Descriptor;

    // Fields 1 and 2 of every step.
    private static readonly IFieldAccessor ActField = Descriptor.FindFieldByNumber(1).Accessor;
    private static readonly IFieldAccessor NumberField = Descriptor.FindFieldByNumber(2).Accessor;

    /// <inheritdoc/>
    protected sealed override void CheckShape(Shape shape, TEvent e)
    {
        CheckNumber(shape, NumberOf(e));
        shape.Date(DayOf(e), DayField);
        CheckStepShape(shape, e);
    }

    /// <inheritdoc/>
    protected override CaseStep<TEvent> Load(TEvent e, Book book)
        => new(e, book.Case(NumberOf(e)), EnrolledOperator.Load(book, ((Act)ActField.GetValue(e)).Operator));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, CaseStep<TEvent> loaded, Signer signer)
    {
        CaseStaff.CheckDuty(judgement, loaded.Operator, "act.operator", Duties);
        var date = DatedFact.Stated(new("日期", "date"), DayOf(loaded.Event), DayField);
        DateOrder.NotInFuture(judgement, date);
        if (!CaseStates.Check(judgement, loaded.View, AllowedIn))
            return;
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.View, new("受理日期", "acceptance date"), Day.At(loaded.Page.AcceptanceMs).Number), date);
        JudgeStep(judgement, loaded, signer);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, CaseStep<TEvent> loaded)
    {
        loaded.Page.State = CaseStates.At(loaded.Page, book.Today);
        Change(loaded.Page, loaded.Event);
        book.Write(loaded.View.Key, loaded.Page);
        foreach (var (unit, desk) in loaded.Desks)
            Desks.Put(book, desk, unit, loaded.Page, []);
    }

    /// <summary>The states that allow the step.</summary>
    protected abstract CaseState[] AllowedIn { get; }

    /// <summary>The duties of which the operator needs one.</summary>
    protected virtual StaffDuty[] Duties => [StaffDuty.Accept, StaffDuty.Review];

    /// <summary>Field with the day of the step.</summary>
    protected virtual string DayField => "date";

    /// <summary>Checks the form of the acceptance number.</summary>
    protected virtual void CheckNumber(Shape shape, string number) => shape.Identifier<AcceptanceNumber>(number, "acceptance_number");

    /// <summary>Checks the form of the fields besides act, number and day.</summary>
    protected abstract void CheckStepShape(Shape shape, TEvent e);

    /// <summary>Runs the rules of the step alone, over a case that exists.</summary>
    protected virtual void JudgeStep(Judgement judgement, CaseStep<TEvent> loaded, Signer signer)
    {
    }

    /// <summary>What the step makes of the case.</summary>
    protected abstract void Change(CasePage page, TEvent e);

    /// <summary>Acceptance number of the case.</summary>
    protected static string NumberOf(TEvent e) => (string)NumberField.GetValue(e);

    private uint DayOf(TEvent e) => (uint)Descriptor.FindFieldByName(DayField).Accessor.GetValue(e);
}
