using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
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
        yield return new Wording(
            "模板中为示例值：请改填，删去不需要的部分；留空的必填项会被指出。标“可省略”者本表单不要求，规则可能另有要求。列表可写多项。",
            "The template holds examples: fill it in and delete what you do not need; a required field left empty is named. The form does without what is marked optional, though a rule may ask for it. Lists take several elements.")
            .In(language);
        yield return new Wording(
            "日期可写 2026-11-30、2026/11/30、2026年11月30日、20261130；时刻 2026-11-30 15:02（北京时间）；份额 1/3、50%；金额 1,234,567.89、120万元。",
            "Dates: 2026-11-30, 2026/11/30, 2026年11月30日, 20261130. Instants: 2026-11-30 15:02 (UTC+8). Shares: 1/3, 50%. Amounts: 1,234,567.89, 120万元.")
            .In(language);
        var example = ActExamples.Of(form);
        var known = ActExamples.FaultsOf(form, example).ToHashSet(StringComparer.Ordinal);
        foreach (var line in Fields(example, example.Descriptor, [], known.IsSupersetOf))
            yield return line;

        yield return new Wording("代码表：ledger codes。", "Lists of codes: ledger codes.").In(language);

        IEnumerable<string> Fields(IMessage request, MessageDescriptor type, FieldDescriptor[] before, Func<IEnumerable<string>, bool> isKnown)
        {
            foreach (var field in type.Fields.InDeclarationOrder())
            {
                FieldDescriptor[] path = [.. before, field];
                var optional = isKnown(ActExamples.FaultsOf(form, Without(request, path)))
                    ? new Wording("（可省略）", " (optional)").In(language)
                    : "";
                yield return $"  {string.Join('.', path.Select(static step => step.Name))}: {FieldNames.Of(field.Name).In(language)}{optional}{Codes(field, language)}";
                if (field.FieldType != FieldType.Message)
                    continue;
                foreach (var line in Fields(request, field.MessageType, path, isKnown))
                    yield return line;
            }
        }
    }

    /// <summary>The request without one field; on the way there, the first element of each list counts.</summary>
    private static IMessage Without(IMessage request, FieldDescriptor[] path)
    {
        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteArray());
        var at = copy;
        foreach (var step in path[..^1])
        {
            if (step.Accessor.GetValue(at) is not { } next || (next is IList { Count: 0 }))
                return copy;
            at = (IMessage)(next is IList list ? list[0]! : next);
        }

        path[^1].Accessor.Clear(at);
        return copy;
    }

    private static string Codes(FieldDescriptor field, Language language) => CodeLists.Of(field) switch
    {
        null => "",
        { Codes.Count: > MostCodes } list => $" (ledger codes {list.Name})",
        var list => $" ({list.Name}: {string.Join(", ", list.Codes.Select(code => $"{code.Code} {code.Meaning.In(language)}"))})",
    };
}
