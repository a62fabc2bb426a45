using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Kinds of tables as the command line names them.</summary>
internal static class TableKinds
{
    /// <summary>Every kind with its name and what it holds; the city file is the last.</summary>
    public static IReadOnlyList<(string Name, TableKind Kind, Wording Meaning)> All { get; } =
    [
        ("calendar", TableKind.Calendar, new("工作日历", "working days")),
        ("deed-tax", TableKind.DeedTax, new("契税税率", "deed tax")),
        ("other-tax", TableKind.OtherTax, new("其他税种税率", "other taxes")),
        ("exemption", TableKind.Exemption, new("税收减免", "exemptions")),
        ("limits", TableKind.Limits, new("办理时限", "time limits")),
        ("codes", TableKind.Codes, new("代码", "codes")),
        ("city", TableKind.City, new("城市参数文件", "city file")),
    ];

    /// <summary>The kind of a name that the line's validation has let pass.</summary>
    public static TableKind Of(string name) => All.First(known => known.Name == name).Kind;

    /// <summary>The name of a kind.</summary>
    public static string NameOf(TableKind kind) => All.FirstOrDefault(known => known.Kind == kind).Name ?? kind.ToString();

    /// <summary>A kind in words.</summary>
    public static Wording MeaningOf(TableKind kind) => All.FirstOrDefault(known => known.Kind == kind).Meaning ?? new(kind.ToString(), kind.ToString());
}
