using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>What to do with a printed template: it has every part once, and not every act needs each.</summary>
internal static class TemplateNote
{
    /// <summary>Fields that an act may do without, wherever they stand.</summary>
    private static readonly HashSet<string> Optional = new(StringComparer.Ordinal)
    {
        "fields", "files", "acknowledgements", "recorder", "further_parcels", "seizures", "land", "reissues", "mortgagors_not_signing",
        "exemption", "determination_first_day", "determination_last_day",
    };

    /// <summary>The note that follows the template of a request: what may be left out, and what each field is.</summary>
    public static IEnumerable<string> Of(MessageDescriptor request, Language language)
    {
        var paths = string.Join(", ", Paths(request, ""));
        yield return new Wording(
            $"模板中为示例值：请改填，删去不需要的部分；留空的必填项会被指出。可以省略：{paths}。列表可写多项。",
            $"the template holds examples: fill it in and delete what you do not need; a required field left empty is named. May be left out: {paths}. Lists take several elements.")
            .In(language);
        yield return new Wording(
            "日期可写 2026-11-30、2026/11/30、2026年11月30日、20261130；时刻 2026-11-30 15:02（北京时间）；份额 1/3、50%；金额 1,234,567.89、120万元。",
            "Dates: 2026-11-30, 2026/11/30, 2026年11月30日, 20261130. Instants: 2026-11-30 15:02 (UTC+8). Shares: 1/3, 50%. Amounts: 1,234,567.89, 120万元.")
            .In(language);
        foreach (var (path, field) in Fields(request, ""))
            yield return $"  {path}: {FieldNames.Of(field.Name).In(language)}{Codes(field, language)}";

        yield return new Wording("代码表：ledger codes。", "Lists of codes: ledger codes.").In(language);
    }

    private static IEnumerable<(string Path, FieldDescriptor Field)> Fields(MessageDescriptor message, string before) =>
        message.Fields.InDeclarationOrder().SelectMany(field => field.FieldType == FieldType.Message
            ? Fields(field.MessageType, $"{before}{field.Name}.")
            : [(before + field.Name, field)]);

    private static string Codes(FieldDescriptor field, Language language) => CodeLists.Of(field) is { } list
        ? $" ({list.Name}: {string.Join(", ", list.Codes.Select(code => $"{code.Code} {code.Meaning.In(language)}"))})"
        : "";

    private static IEnumerable<string> Paths(MessageDescriptor message, string before) => message.Fields.InDeclarationOrder()
        .SelectMany(field => IsOptional(field)
            ? [before + field.Name]
            : field.FieldType == FieldType.Message ? Paths(field.MessageType, $"{before}{field.Name}.") : []);

    /// <summary>The mortgages of a migrated unit are a list that may be empty; of a transfer the word is a choice.</summary>
    private static bool IsOptional(FieldDescriptor field) =>
        Optional.Contains(field.Name) || (field.Name == "mortgages" && field.FieldType == FieldType.Message);
}
