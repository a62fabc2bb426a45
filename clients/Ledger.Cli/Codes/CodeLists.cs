using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Every list of codes that a request of an act can hold: the enumerations of the requests, and the standard's code tables.</summary>
internal static class CodeLists
{
    /// <summary>Fields whose numbers are codes of a table.</summary>
    private static readonly Dictionary<string, CodeTable> Tables = new(StringComparer.Ordinal)
    {
        ["right_type"] = RightTypes.Table,
        ["document_type"] = IdentityDocument.Types,
        ["use"] = PlannedUses.Table,
        ["land_nature"] = Natures.Land,
        ["house_nature"] = Natures.House,
    };

    /// <summary>All lists, by name.</summary>
    public static IReadOnlyList<CodeList> All { get; } =
    [
        .. Fields().Select(Of).OfType<CodeList>().Append(OfTable("flow", FlowCodes.Table, FlowText))
            .DistinctBy(static list => list.Name, StringComparer.Ordinal).OrderBy(static list => list.Name, StringComparer.Ordinal),
    ];

    /// <summary>The list whose codes a field holds; null for a field that holds none.</summary>
    public static CodeList? Of(FieldDescriptor field) => field.FieldType == FieldType.Enum
        ? OfEnum(field.EnumType)
        : TextCodes.Of(field.Name) is { } texts ? texts
        : field.FieldType == FieldType.UInt32 && Tables.TryGetValue(field.Name, out var table)
            ? OfTable(field.Name.Replace('_', '-'), table, static code => code.ToString(CultureInfo.InvariantCulture))
            : null;

    /// <summary>What a code means in a field; null of what is no code, or of one that its list lacks.</summary>
    public static Wording? MeaningOf(FieldDescriptor field, object value) => field.FieldType is FieldType.UInt32 or FieldType.String
        ? Of(field)?.Codes.FirstOrDefault(code => code.Code == Convert.ToString(value, CultureInfo.InvariantCulture))?.Meaning
        : null;

    private static CodeList OfEnum(EnumDescriptor type)
    {
        var uses = Fields().Where(field => field.FieldType == FieldType.Enum && field.EnumType == type).Select(static field => FieldNames.Of(field.Name))
            .DistinctBy(static name => name.English, StringComparer.Ordinal).ToList();
        var title = new Wording(
            string.Join("、", uses.Select(static name => name.Chinese)), string.Join(", ", uses.Select(static name => name.English)));
        return new CodeList(
            Kebab(type.Name), title, new("本账本的代码", "this ledger's codes"),
            [
                .. type.Values.Where(static value => !value.Name.EndsWith("_UNSPECIFIED", StringComparison.Ordinal))
                    .Select(value => new CodeMeaning(value.Name, CodeWords.Of((Enum)Enum.ToObject(type.ClrType, value.Number)))),
            ]);
    }

    private static CodeList OfTable(string name, CodeTable table, Func<uint, string> text) => new(
        name, table.Name, new($"{table.Source}", $"{table.Source}"), [.. table.Entries.Select(entry => new CodeMeaning(text(entry.Code), entry.Name))]);

    private static string FlowText(uint code) => FlowCodes.TextOf((V1.FlowCode)code);

    private static IEnumerable<FieldDescriptor> Fields() => ActForms.All.SelectMany(static form => Fields(form.Request)).Distinct();

    private static IEnumerable<FieldDescriptor> Fields(MessageDescriptor message) => message.Fields.InDeclarationOrder()
        .SelectMany(static field => field.FieldType == FieldType.Message ? Fields(field.MessageType) : [field]);

    /// <summary>TaxKind as tax-kind.</summary>
    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                text.Append('-');

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
