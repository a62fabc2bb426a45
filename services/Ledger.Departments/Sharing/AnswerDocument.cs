using System.Globalization;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Question and answer as the document of the trace: in the record store in clear, on the ledger as a root. How many fields there are
/// and how large the evidence is says the kind of answer alone, in steps, so that neither tells the answer.
/// </summary>
/// <param name="Answer">The answer.</param>
/// <param name="Salt">Salt of its hash on the ledger.</param>
internal sealed record AnswerDocument(ByteString Answer, ByteString Salt)
{
    /// <summary>Field of the purpose: shown to the owner.</summary>
    public const string Purpose = "share.purpose";

    /// <summary>Field of the ground: shown to the owner.</summary>
    public const string Basis = "share.basis";

    /// <summary>Field of the item: shown to the owner.</summary>
    public const string Item = "share.item";

    /// <summary>Fields that an owner is shown.</summary>
    public static readonly IReadOnlyList<string> Shown = [Basis, Item, Purpose];

    private const string QuestionField = "share.question";
    private const string SaltField = "share.salt";
    private const string AnswerPrefix = "share.answer.";

    private static readonly (int Bytes, int Fields)[] Steps = [(1 << 10, 1), (64 << 10, 22), (256 << 10, 86)];

    /// <summary>Bytes of evidence as the ledger tells them: the step that holds the answer.</summary>
    /// <param name="kind">Kind of the answer.</param>
    public int EvidenceSize(AnswerKind kind) => StepOf(kind).Bytes;

    /// <summary>Puts it into an act's document.</summary>
    /// <param name="question">The question.</param>
    /// <param name="kind">Kind of the answer, also of a refusal in its place.</param>
    public DocumentInput Write(AskedQuestion question, AnswerKind kind)
    {
        var document = new DocumentInput();
        Add(Purpose, question.Purpose);
        Add(Basis, question.BasisText);
        Add(Item, question.Item);
        Add(QuestionField, question.Stated.ToByteString().ToBase64());
        Add(SaltField, Salt.ToBase64());
        var text = Answer.ToBase64();
        var count = StepOf(kind).Fields;
        for (var i = 0; i < count; i++)
        {
            var (from, to) = (text.Length * i / count, text.Length * (i + 1) / count);
            Add(AnswerPrefix + i.ToString("D3", CultureInfo.InvariantCulture), text[from..to]);
        }

        return document;

        void Add(string name, string value) => document.Fields.Add(new V1.DocumentField { Name = name, Value = value });
    }

    /// <summary>Reads it out of an act's document; null when that is no trace's.</summary>
    public static AnswerDocument? Read(DocumentSalts document)
    {
        var fields = document.Fields.ToDictionary(static field => field.Name, static field => field.Value, StringComparer.Ordinal);
        if (!fields.TryGetValue(SaltField, out var salt))
            return null;
        var text = string.Concat(document.Fields.Where(static field => field.Name.StartsWith(AnswerPrefix, StringComparison.Ordinal))
            .OrderBy(static field => field.Name, StringComparer.Ordinal).Select(static field => field.Value));
        return new(ByteString.FromBase64(text), ByteString.FromBase64(salt));
    }

    private (int Bytes, int Fields) StepOf(AnswerKind kind)
        => Steps.Skip(kind == AnswerKind.Predicate ? 0 : 1).First(step => Answer.Length <= step.Bytes);
}
