using System.Text;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>One act in the making: its document, what it names, and in the end its event.</summary>
/// <param name="scope">What the acts of the request share.</param>
/// <param name="place">Place of the act in its request, from 0.</param>
internal sealed class ActDraft(ActScope scope, int place)
{
    private const int MaximumValueBytes = 4096;
    private const int MaximumFields = 1000;

    private readonly SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> subjects = new(StringComparer.Ordinal);
    private readonly List<Doubt> doubts = [];
    private readonly Act act = new() { RequestHash = scope.RequestHash, Operator = scope.Operator };

    /// <summary>Whether an amount was given in 万元.</summary>
    public bool IsConverted { get; set; }

    /// <summary>
    /// Adds a field of the document; an empty value is no field. Names that the form adds begin with an underscore,
    /// so they never collide with the caller's.
    /// </summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="path">Where the request has it.</param>
    public void Field(string name, string value, string path)
    {
        if (value.Length == 0)
            return;

        if (Encoding.UTF8.GetByteCount(value) > MaximumValueBytes)
        {
            scope.Faults.Add(path, $"超过{MaximumValueBytes}字节", $"it is longer than {MaximumValueBytes} bytes", $"at most {MaximumValueBytes} bytes of UTF-8");
        }
        else if (fields.Count >= MaximumFields)
        {
            scope.Faults.Add(path, "文档字段过多", $"the document has more than {MaximumFields} fields", $"at most {MaximumFields} fields");
        }
        else if (!fields.TryAdd(name, value))
        {
            scope.Faults.Add(path, $"文档字段“{name}”重复", $"the document field '{name}' stands twice", "unique names");
        }
    }

    /// <summary>Notes what is doubtful in what the request states, though it is taken.</summary>
    /// <param name="path">Where the request has it.</param>
    /// <param name="what">What is doubtful.</param>
    public void Doubt(string path, Wording what) => doubts.Add(new(path, what));

    /// <summary>Remembers a unit, contract or mortgage the act names.</summary>
    public void Names(string subject)
    {
        if (subject.Length > 0)
            subjects.Add(subject);
    }

    /// <summary>Accepts warnings, each by its rule.</summary>
    public void Acknowledge(IEnumerable<Acknowledgement> acknowledgements) =>
        act.Acknowledgements.AddRange(acknowledgements.OrderBy(a => a.Rule, StringComparer.Ordinal).ThenBy(a => a.Subject, StringComparer.Ordinal));

    /// <summary>Uses up approved exceptions.</summary>
    public void Except(IEnumerable<ExceptionUse> exceptions) =>
        act.Exceptions.AddRange(exceptions.OrderBy(e => e.Rule, StringComparer.Ordinal).ThenBy(e => e.Number, StringComparer.Ordinal));

    /// <summary>Shows written consents.</summary>
    public void Consent(IEnumerable<Consent> consents) => act.Consents.AddRange(consents.OrderBy(c => c.Of, StringComparer.Ordinal));

    /// <summary>What is common to every event, its document complete.</summary>
    /// <param name="type">Full name of the event's message.</param>
    /// <param name="document">The document behind its root.</param>
    /// <returns>Without a root where salts are not known.</returns>
    public Act Finish(string type, out DocumentSalts document)
    {
        // Every act has a document: what it was is part of it.
        fields.TryAdd("_act", type);
        document = new() { Act = (uint)place };
        var leaves = new List<Log.DocumentField>(fields.Count);
        foreach (var (name, value) in fields)
        {
            var field = new SaltedField { Name = name, Value = value };
            if (scope.Salts.OfField(place, name) is { } salt)
            {
                field.Salt = ByteString.CopyFrom(salt);
                leaves.Add(new(name, Encoding.UTF8.GetBytes(value), salt));
            }

            document.Fields.Add(field);
        }

        if (leaves.Count == fields.Count)
            act.Document = new() { Root = ByteString.CopyFrom(new DocumentTree(leaves).Root.Span), Fields = (uint)leaves.Count };

        return act;
    }

    /// <summary>The act with its event.</summary>
    public BuiltAct Built(IMessage body, DocumentSalts document) => new(body.Descriptor.FullName, body, document, subjects) { Doubts = doubts };
}
