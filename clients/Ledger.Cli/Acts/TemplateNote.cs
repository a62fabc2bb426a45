using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>What to do with a printed template: what each field is, which it may do without, and which codes it takes.</summary>
internal static class TemplateNote
{
    /// <summary>Longer lists are shown by their own command.</summary>
    private const int MostCodes = 12;

    /// <summary>The note that follows the template of an act.</summary>
    public static IEnumerable<string> Of(ActForm form, Language language)
    {
        var profile = Profiles.Newest.Number;
        yield return new Wording(
            $"模板中为示例值：请改填，删去不需要的部分；留空的必填项会被指出。未标“可省略”者，规则版本{profile}均要求填写。列表可写多项。",
            $"The template holds examples: fill it in and delete what you do not need; a required field left empty is named. Rule profile {profile} wants whatever is not marked optional. Lists take several elements.")
            .In(language);
        yield return new Wording(
            "日期可写 2026-11-30、2026/11/30、2026年11月30日、20261130；时刻 2026-11-30 15:02（北京时间）；份额 1/3、50%，整个单元可不填；金额 1,234,567.89、120万元；SHA-256 为 64 位十六进制，文件可用 --attach 附上。",
            "Dates: 2026-11-30, 2026/11/30, 2026年11月30日, 20261130. Instants: 2026-11-30 15:02 (UTC+8). Shares: 1/3, 50%, nothing for the whole. Amounts: 1,234,567.89, 120万元. A SHA-256 has 64 hexadecimal digits; --attach adds a file.")
            .In(language);
        var example = RequestExamples.Full(form);
        var known = RulesOfForm.FaultsOf(form, example, profile).ToHashSet(StringComparer.Ordinal);
        foreach (var line in Fields(example.Descriptor, []))
            yield return line;

        yield return new Wording(
            "代码表：ledger codes。一份完整的真实示例：--template --example。", "Lists of codes: ledger codes. A whole example: --template --example.").In(language);

        IEnumerable<string> Fields(MessageDescriptor type, FieldDescriptor[] before)
        {
            foreach (var field in type.Fields.InDeclarationOrder())
            {
                FieldDescriptor[] path = [.. before, field];
                var optional = RequestCompletion.Fields.Contains(field.Name, StringComparer.Ordinal)
                    ? new Wording("（由程序计算，可省略）", " (computed by the program; optional)").In(language)
                    : known.IsSupersetOf(RulesOfForm.FaultsOf(form, RequestExamples.Without(example, path), profile))
                    ? new Wording("（可省略）", " (optional)").In(language)
                    : "";
                var name = string.Join('.', path.Select(static step => step.Name));
                yield return $"  {name}: {FieldNames.Of(field.Name).In(language)}{optional}{Codes(field, language)}";
                if (field.FieldType != FieldType.Message)
                    continue;
                foreach (var line in Fields(field.MessageType, path))
                    yield return line;
            }
        }
    }

    private static string Codes(FieldDescriptor field, Language language) => CodeLists.Of(field) switch
    {
        null when TextCodes.IsReason(field.Name) && field.FieldType == FieldType.String => new Wording(
            "（自定原因代码：大写字母开头的 2 至 32 位大写字母、数字、_、-）", " (a code of your own: 2 to 32 capital letters, digits, _ or -)").In(language),
        null => "",
        { Codes.Count: > MostCodes } list => $" (ledger codes {list.Name})",
        var list => string.Concat(
            $" ({list.Name}: ",
            string.Join(new Wording("、", ", ").In(language), list.Codes.Select(code => $"{code.Code} {code.Meaning.In(language)}")),
            ")"),
    };
}
