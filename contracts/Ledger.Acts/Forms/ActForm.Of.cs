using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>The form of an act by its request and its event.</summary>
/// <param name="group">First word of its command.</param>
/// <param name="verb">Second word of its command.</param>
/// <param name="name">What the office calls it.</param>
internal abstract class ActForm<TRequest, TEvent>(string group, string verb, Wording name)
    : ActForm(group, verb, name, new TRequest().Descriptor, new TEvent().Descriptor)
    where TRequest : class, IMessage<TRequest>, new()
    where TEvent : class, IMessage<TEvent>, new()
{
    // Field 1 of every event (formats.md 9).
    private static readonly IFieldAccessor ActField = new TEvent().Descriptor.FindFieldByNumber(1).Accessor;

    internal sealed override BuiltAct Build(ActScope scope, int place, string path, IMessage request)
    {
        var draft = new ActDraft(scope, place);
        var input = new ActReader(scope, draft, path);
        if (DocumentOf(request) is { } document)
            Documents.Read(input.In("document"), draft, document);

        var body = Read(input, (TRequest)request);
        var act = draft.Finish(Event.FullName, out var salted);
        ActField.SetValue(body, act);
        Complete(body, act);
        return draft.Built(body, salted) with { Form = this };
    }

    public sealed override bool HasBasis(IMessage body, BankPages pages) => HasBasis((TEvent)body, pages);

    internal sealed override IEnumerable<string> UnitsOpened(IMessage body) => UnitsOpened((TEvent)body);

    internal sealed override void Doubt(Doubts doubts, IMessage body) => Doubt(doubts, (TEvent)body);

    /// <summary>The event without its act. Whatever is wrong becomes a fault at its field, and reading goes on.</summary>
    protected abstract TEvent Read(ActReader input, TRequest request);

    /// <summary>
    /// Whether a bank may hear how the act stands. What is about a mortgage of its own only, or ends before a page is judged, has its
    /// basis in that.
    /// </summary>
    protected virtual bool HasBasis(TEvent body, BankPages pages) => true;

    /// <summary>Units that the act opens.</summary>
    protected virtual IEnumerable<string> UnitsOpened(TEvent body) => [];

    /// <summary>Adds what is doubtful in the event.</summary>
    protected virtual void Doubt(Doubts doubts, TEvent body)
    {
    }

    /// <summary>What of the event rests on its act.</summary>
    protected virtual void Complete(TEvent body, Act act)
    {
    }
}
