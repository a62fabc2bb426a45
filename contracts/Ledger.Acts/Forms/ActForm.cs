using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>
/// One kind of act, written once: what it is called, who may ask for it, how it is typed, and how its request becomes its event.
/// The department's service makes the event by it, a client checks by its own copy what the service made, the command line derives its
/// commands and templates from it.
/// </summary>
public abstract class ActForm
{
    private const string DocumentField = "document";

    private protected ActForm(string group, string verb, Wording name, MessageDescriptor request, MessageDescriptor @event)
        => (Group, Verb, Name, Request, Event) = (group, verb, name, request, @event);

    /// <summary>First word of its command.</summary>
    public string Group { get; }

    /// <summary>Second word of its command.</summary>
    public string Verb { get; }

    /// <summary>What the office calls it.</summary>
    public Wording Name { get; }

    /// <summary>Its request.</summary>
    public MessageDescriptor Request { get; }

    /// <summary>The event that the request becomes.</summary>
    public MessageDescriptor Event { get; }

    /// <summary>Who may ask for it.</summary>
    public virtual ActWriter Writer => ActWriter.Clerk;

    /// <summary>Departments through whose door it comes.</summary>
    public IEnumerable<string> Departments => Door.All.Where(door => door.Takes(this)).Select(static door => door.Department);

    /// <summary>One command line that works.</summary>
    public abstract string Example { get; }

    /// <summary>Options of its command; a file takes everything.</summary>
    public abstract IReadOnlyList<ActOption> Options { get; }

    /// <summary>An empty request.</summary>
    public IMessage Create() => Request.Parser.ParseFrom([]);

    /// <summary>What an act rests on, as its request gives it; null when it gives nothing.</summary>
    /// <param name="request">A request of any act.</param>
    public static DocumentInput? DocumentOf(IMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (DocumentInput?)request.Descriptor.FindFieldByName(DocumentField).Accessor.GetValue(request);
    }

    /// <summary>
    /// Whether a bank that asks for the act may hear how it stands with the register (C-68; 不动产登记暂行条例 27, 28): else an invented
    /// act would read owners and liens out of it.
    /// </summary>
    /// <param name="body">The event.</param>
    /// <param name="pages">The pages, as that bank asks for them.</param>
    public abstract bool HasBasis(IMessage body, BankPages pages);

    /// <summary>Units that the act opens.</summary>
    internal abstract IEnumerable<string> UnitsOpened(IMessage body);

    /// <summary>Adds what is doubtful in the event, beside certificates of another city.</summary>
    internal abstract void Doubt(Doubts doubts, IMessage body);

    /// <summary>Builds the event.</summary>
    /// <param name="scope">What the acts of the request share; takes the faults.</param>
    /// <param name="place">Place of the act in its request, from 0.</param>
    /// <param name="path">Path of the act in its request, ending in a dot, or empty.</param>
    /// <param name="request">The act's request.</param>
    internal abstract BuiltAct Build(ActScope scope, int place, string path, IMessage request);
}
