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
        return draft.Built(body, salted);
    }

    /// <summary>The event without its act. Whatever is wrong becomes a fault at its field, and reading goes on.</summary>
    protected abstract TEvent Read(ActReader input, TRequest request);

    /// <summary>What of the event rests on its act.</summary>
    protected virtual void Complete(TEvent body, Act act)
    {
    }
}
