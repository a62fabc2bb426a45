using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>One act in the making: its document, what it names, and in the end its event.</summary>
internal sealed class ActDraft
{
    private const int MaximumValueBytes = 4096;
    private const int MaximumNameLength = 64;
    private const int MaximumFields = 1000;

    private readonly ActScope _scope;
    private readonly SortedDictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _subjects = new(StringComparer.Ordinal);
    private readonly Act _act;

    /// <param name="scope">What the acts of the request share.</param>
    /// <param name="path">Path of the act in the request, ending in a dot, or empty.</param>
    /// <param name="document">The request's document; null counts as empty.</param>
    public ActDraft(ActScope scope, string path, DocumentInput? document)
    {
        _scope = scope;
        Path = path;
        _act = new() { RequestHash = scope.RequestHash, Operator = scope.Operator };
        if (document is not null)
        {
            Read(document, path + "document");
        }
    }

    /// <summary>Path of the act in the request, ending in a dot, or empty.</summary>
    public string Path { get; }

    /// <summary>
    /// Adds a field of the document; an empty value is no field. Names that the service adds begin with an underscore,
    /// so they never collide with the caller's.
    /// </summary>
    public void Field(string name, string value, string path)
    {
        if (value.Length == 0)
        {
            return;
        }

        if (Encoding.UTF8.GetByteCount(value) > MaximumValueBytes)
        {
            _scope.Input.Fault(path, $"超过{MaximumValueBytes}字节", $"it is longer than {MaximumValueBytes} bytes", $"at most {MaximumValueBytes} bytes of UTF-8");
        }
        else if (_fields.Count >= MaximumFields)
        {
            _scope.Input.Fault(path, "文档字段过多", $"the document has more than {MaximumFields} fields", $"at most {MaximumFields} fields");
        }
        else if (!_fields.TryAdd(name, value))
        {
            _scope.Input.Fault(path, $"文档字段“{name}”重复", $"the document field '{name}' stands twice", "unique names");
        }
    }

    /// <summary>Remembers a unit, contract or mortgage the act names.</summary>
    public void Names(string subject)
    {
        if (subject.Length > 0)
        {
            _subjects.Add(subject);
        }
    }

    /// <summary>Finishes the act.</summary>
    /// <param name="body">The event's message, complete but for its act.</param>
    /// <param name="setAct">Sets the act on the message.</param>
    public BuiltAct Finish<T>(T body, Action<T, Act> setAct)
        where T : IMessage<T>
    {
        // Every act has a document: what it was is part of it.
        _fields.TryAdd("_act", body.Descriptor.FullName);
        var salted = new DocumentSalts();
        var salts = RandomNumberGenerator.GetBytes(_fields.Count * Log.DocumentField.SaltSize).AsMemory();
        var leaves = new List<Log.DocumentField>(_fields.Count);
        foreach (var (name, value) in _fields)
        {
            var salt = salts.Slice(leaves.Count * Log.DocumentField.SaltSize, Log.DocumentField.SaltSize);
            leaves.Add(new(name, Encoding.UTF8.GetBytes(value), salt));
            salted.Fields.Add(new SaltedField { Name = name, Value = value, Salt = ByteString.CopyFrom(salt.Span) });
        }

        _act.Document = new() { Root = ByteString.CopyFrom(new DocumentTree(leaves).Root.Span), Fields = (uint)leaves.Count };
        setAct(body, _act);
        return new(body.Descriptor.FullName, body, salted, _subjects);
    }

    private static bool IsName(string name)
        => name.Length is > 0 and <= MaximumNameLength
            && char.IsAsciiLetterLower(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');

    private void Read(DocumentInput document, string path)
    {
        for (var i = 0; i < document.Fields.Count; i++)
        {
            var (name, value) = (document.Fields[i].Name, document.Fields[i].Value);
            if (!IsName(name))
            {
                _scope.Input.Fault($"{path}.fields[{i}].name", "字段名无效", "the field's name is not valid", "[a-z][a-z0-9._-]{0,63}");
                continue;
            }

            if (value.Length == 0)
            {
                _scope.Faults.Missing($"{path}.fields[{i}].value");
            }

            Field(name, _scope.Input.Words(value, $"{path}.fields[{i}].value"), $"{path}.fields[{i}]");
        }

        for (var i = 0; i < document.Files.Count; i++)
        {
            Field($"_file.{i}.name", _scope.Input.Words(document.Files[i].Name, $"{path}.files[{i}].name"), $"{path}.files[{i}].name");
            Field($"_file.{i}.sha256", Convert.ToHexStringLower(_scope.Input.Hash(document.Files[i].Sha256, $"{path}.files[{i}].sha256").Span), $"{path}.files[{i}].sha256");
        }

        for (var i = 0; i < document.Acknowledgements.Count; i++)
        {
            ReadAcknowledgement(document.Acknowledgements[i], $"{path}.acknowledgements[{i}]");
        }

        var sorted = _act.Acknowledgements.OrderBy(a => a.Rule, StringComparer.Ordinal).ToList();
        _act.Acknowledgements.Clear();
        _act.Acknowledgements.AddRange(sorted);
    }

    private void ReadAcknowledgement(AcknowledgementInput input, string path)
    {
        var rule = Canonicalize.FoldUpper(input.Rule);
        if (rule.Length is 0 or > 16 || !rule.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            _scope.Input.Fault(path + ".rule", "规则编号无效", "the rule's id is not valid", "e.g. F-07");
        }
        else if (_act.Acknowledgements.Any(a => a.Rule == rule))
        {
            _scope.Input.Fault(path + ".rule", "规则重复", "the rule is acknowledged twice", "each rule once");
        }

        _act.Acknowledgements.Add(new Acknowledgement { Rule = rule, Reason = _scope.Input.Text<ReasonCode>(input.Reason, path + ".reason") });
        Field($"_acknowledgement.{rule}", _scope.Input.Words(input.Text, path + ".text"), path + ".text");
    }
}
