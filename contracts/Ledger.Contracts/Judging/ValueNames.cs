using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>Values of events and pages as a finding shows them.</summary>
internal static class ValueNames
{
    /// <summary>A value as a person reads it: codes by their names in both languages, everything else as it is written.</summary>
    public static string Text(object? value) => value switch
    {
        null => Labels.Absent,
        true => "是 / yes",
        false => "否 / no",
        Enum code when CodeNames.Of(code) is { } name => Labels.Text(name),
        _ => value.ToString() ?? "",
    };
}
