using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// One event type from bytes to pages, always in this order: one encoding, writer (C-70), form of the fields (C-69 and the
/// rules of form), pages, rules, acknowledgements, exceptions, and only then writing.
/// </summary>
/// <typeparam name="TEvent">Message of the event.</typeparam>
/// <typeparam name="TCase">The event with the pages its rules read.</typeparam>
/// <param name="department">Department that may write this event (C-70); null for an event that every member writes of its own.</param>
/// <param name="step">What the office calls the step.</param>
internal abstract class Flow<TEvent, TCase>(string? department, Wording step) : IFlow
    where TEvent : class, IMessage<TEvent>, new()
{
    private static readonly MessageDescriptor Descriptor = new TEvent().Descriptor;

    // Field 1 of every event (formats.md 9).
    private static readonly IFieldAccessor ActField = Descriptor.FindFieldByNumber(1).Accessor;

    /// <inheritdoc/>
    public string EventType { get; } = Descriptor.FullName;

    /// <inheritdoc/>
    public string Name { get; } = Descriptor.Name;

    /// <inheritdoc/>
    public Wording Step => step;

    /// <inheritdoc/>
    public string? Department => department;

    /// <inheritdoc/>
    public virtual IReadOnlyList<FlowCode> Codes => [];

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Execute(IContractContext context, Event e, Profile profile, ProfileFlow rules)
    {
        var book = new Book(context, profile);
        var judgement = new Judgement(rules, book);
        if (!profile.Form.TryParse<TEvent>(e.Body.Span, out var body, out var fault))
        {
            judgement.Malformed(
                Shape.C69,
                new(fault.Chinese, fault.English),
                new("请以唯一编码重新提交", "submit the event in its one encoding"),
                Labels.InEvent(new("事件类型", "event type"), e.Type, "body"));
            return judgement.Findings;
        }

        // Who may not write an event learns nothing about the pages it would be judged on.
        if (department is not null && !WriterIsEntitled.Check(judgement, context.Signer, department, Name))
            return judgement.Findings;

        var shape = new Shape(judgement);
        var act = (Act?)ActField.GetValue(body);
        shape.ActValue(act);
        CheckShape(shape, body);
        if (!shape.IsSound)
            return judgement.Findings;

        var exceptions = UsedExceptions.Load(book, act!);
        var loaded = Load(body, book);
        Judge(judgement, loaded, context.Signer);
        judgement.Acknowledge(act!.Acknowledgements);
        exceptions.Apply(judgement);
        if (!judgement.Refuses)
        {
            Write(book, loaded);
            exceptions.Write(book);
            judgement.Consents.Write(book);
        }

        return judgement.Findings;
    }

    /// <summary>Checks that every field has a valid form.</summary>
    protected abstract void CheckShape(Shape shape, TEvent e);

    /// <summary>Reads every page the rules need.</summary>
    protected abstract TCase Load(TEvent e, Book book);

    /// <summary>Runs all rules of the flow.</summary>
    protected abstract void Judge(Judgement judgement, TCase loaded, Signer signer);

    /// <summary>Writes what the event changes.</summary>
    protected abstract void Write(Book book, TCase loaded);
}
