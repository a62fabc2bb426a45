using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>What an act rests on, as its request gives it.</summary>
internal static class Documents
{
    private const int MaximumNameLength = 64;

    /// <summary>Reads fields, attached files and accepted warnings into an act.</summary>
    public static void Read(ActReader input, ActDraft draft, DocumentInput document)
    {
        for (var i = 0; i < document.Fields.Count; i++)
        {
            var (name, value) = (document.Fields[i].Name, document.Fields[i].Value);
            var field = input.In("fields", i);
            if (!IsName(name))
            {
                field.Fault("name", "字段名无效，应以小写字母开头，只含小写字母、数字、点、_、-", "the field's name is not valid", "[a-z][a-z0-9._-]{0,63}");
                continue;
            }

            if (value.Length == 0)
                field.Missing("value");

            input.Document(name, field.Words(value, "value"), $"fields[{i}]");
        }

        for (var i = 0; i < document.Files.Count; i++)
        {
            var file = input.In("files", i);
            file.Document($"_file.{i}.name", file.Words(document.Files[i].Name, "name"), "name");
            file.Document($"_file.{i}.sha256", Convert.ToHexStringLower(file.Hash(document.Files[i].Sha256, "sha256").Span), "sha256");
        }

        var acknowledged = new List<Acknowledgement>(document.Acknowledgements.Count);
        for (var i = 0; i < document.Acknowledgements.Count; i++)
            acknowledged.Add(Acknowledgement(input.In("acknowledgements", i), document.Acknowledgements[i], acknowledged));

        draft.Acknowledge(acknowledged);
        draft.Except(document.Exceptions.Select((asked, i) => Exception(input.In("exceptions", i), asked)));
        draft.Consent(document.Consents.Select((asked, i) => Consent(input.In("consents", i), asked)));
    }

    private static ExceptionUse Exception(ActReader input, ExceptionInput asked)
        => new() { Rule = Rule(input, asked.Rule), Number = input.Text<OfficeNumber>(asked.Number, "number") };

    private static Consent Consent(ActReader input, ConsentInput asked)
    {
        var of = Canonicalize.FoldUpper(asked.Of);
        if (of.Length == 0)
            input.Missing("of");
        return new() { Of = of, Document = input.Hash(asked.Sha256, "sha256") };
    }

    private static string Rule(ActReader input, string asked)
    {
        var rule = Canonicalize.FoldUpper(asked);
        if (rule.Length is 0 or > 16 || !rule.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-'))
            input.Fault("rule", "规则编号无效，如 F-07", "the rule's id is not valid", "e.g. F-07");
        return rule;
    }

    private static Acknowledgement Acknowledgement(ActReader input, AcknowledgementInput asked, List<Acknowledgement> earlier)
    {
        var rule = Rule(input, asked.Rule);
        var subject = Canonicalize.FoldUpper(asked.Subject);
        if (rule.Length > 0 && earlier.Exists(a => a.Rule == rule && a.Subject == subject))
            input.Fault("rule", "规则重复：每条规则确认一次，或每个对象一次", "the rule is acknowledged twice", "each rule once, or once for each subject");

        var acknowledgement = new Acknowledgement { Rule = rule, Reason = input.Text<ReasonCode>(asked.Reason, "reason"), Subject = subject };
        if (!asked.Sha256.IsEmpty)
            acknowledgement.Document = input.Hash(asked.Sha256, "sha256");
        input.Document(subject.Length == 0 ? $"_acknowledgement.{rule}" : $"_acknowledgement.{rule}.{subject}", input.Words(asked.Text, "text"), "text");
        return acknowledgement;
    }

    private static bool IsName(string name)
        => name.Length is > 0 and <= MaximumNameLength
            && char.IsAsciiLetterLower(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
}
