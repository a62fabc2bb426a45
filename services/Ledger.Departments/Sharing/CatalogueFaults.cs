using Ledger.Acts;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>What is wrong with a catalogue that its department wants to publish.</summary>
internal static class CatalogueFaults
{
    private const uint MostDays = 250;

    private static readonly string[] Types = ["yes-no", "number", "code", "date", "token", "text"];

    /// <summary>Adds the faults.</summary>
    /// <param name="input">Where they go.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="department">Whose it is.</param>
    /// <param name="version">Version of the one in force.</param>
    /// <param name="answers">What this build can answer.</param>
    public static void Add(InputReader input, Catalogue catalogue, string department, uint version, IReadOnlyCollection<ISharedAnswer> answers)
    {
        if (catalogue.Department != department)
            input.Fault("catalogue.department", "不是本部门的目录", $"it is of '{catalogue.Department}'", department);
        if (catalogue.Version != version + 1)
            input.Fault("catalogue.version", $"现行为第{version}版", $"version {version} is in force, this one says {catalogue.Version}", $"{version + 1}");
        if (catalogue.DecideWithin is 0 or > MostDays)
            input.Fault("catalogue.decide_within", "决定期限应为工作日数", "it is no number of working days", $"1 to {MostDays}");
        if (catalogue.AnswerWithin < catalogue.DecideWithin || catalogue.AnswerWithin > MostDays)
            input.Fault("catalogue.answer_within", "答复期限不短于决定期限", "an answer is not due before the decision", $"{catalogue.DecideWithin} to {MostDays}");
        input.Count(catalogue.Items.Count, "catalogue.items", most: 200);
        for (var i = 0; i < catalogue.Items.Count; i++)
        {
            var item = catalogue.Items[i];
            var path = $"catalogue.items[{i}]";
            if (catalogue.Items.Take(i).Any(other => other.Id == item.Id))
                input.Fault($"{path}.id", "目录项重复", $"the item '{item.Id}' stands twice", "each item once");
            AddItem(input, item, path, department, answers);
        }
    }

    private static void AddItem(InputReader input, CatalogueItem item, string path, string department, IReadOnlyCollection<ISharedAnswer> answers)
    {
        input.Known(item.Degree, $"{path}.degree");
        if (!IsItemId(item.Id))
            input.Fault($"{path}.id", "目录项代号无效", "the item's id is not valid", "[a-z][a-z0-9-]{1,31}");
        if (answers.FirstOrDefault(known => known.Item == item.Id && known.Department == department) is { } answer)
        {
            if (item.Kind != answer.Kind)
                input.Fault($"{path}.kind", "答复种类不符", $"it is answered by {answer.Kind}", $"{answer.Kind}");
            if (item.CountsAs != answer.CountsAs)
                input.Fault($"{path}.counts_as", "账本上的内容种类不符", $"it counts as {answer.CountsAs}", $"{answer.CountsAs}");
        }
        else if (item.Degree != SharingDegree.NotShared)
        {
            var known = string.Join(", ", answers.Where(known => known.Department == department).Select(static known => known.Item));
            input.Fault($"{path}.id", "本部门的节点不能答复此项", $"this department's node cannot answer '{item.Id}'", known.Length > 0 ? known : "none");
        }

        if (item.NameZh.Length == 0 || item.NameEn.Length == 0)
            input.Missing($"{path}.name_zh");
        if (item.LegalBases.Count == 0)
            input.Missing($"{path}.legal_bases");
        if (item.OwnerZh.Length == 0)
            input.Missing($"{path}.owner_zh");
        for (var i = 0; i < item.Fields.Count; i++)
        {
            var field = item.Fields[i];
            if (field.Grade is 0 or > 4)
                input.Fault($"{path}.fields[{i}].grade", "敏感级别为1至4", $"{field.Grade} is no grade of sensitivity", "1 to 4");
            if (!Types.Contains(field.Type, StringComparer.Ordinal))
                input.Fault($"{path}.fields[{i}].type", "字段类型未知", $"the type '{field.Type}' is unknown", string.Join(", ", Types));
        }

        for (var i = 0; i < item.Rules.Count; i++)
        {
            var rule = item.Rules[i];
            input.Text<ReasonCode>(rule.Purpose, $"{path}.rules[{i}].purpose");
            input.Known(rule.Basis, $"{path}.rules[{i}].basis");
            if (rule.Asker != SharingJudge.Bank && !DepartmentNames.All.Contains(rule.Asker, StringComparer.Ordinal))
                input.Fault($"{path}.rules[{i}].asker", "无此部门", $"'{rule.Asker}' is no department", string.Join(", ", DepartmentNames.All) + ", bank");
        }
    }

    private static bool IsItemId(string id)
        => id.Length is >= 2 and <= 32 && char.IsAsciiLetterLower(id[0]) && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
