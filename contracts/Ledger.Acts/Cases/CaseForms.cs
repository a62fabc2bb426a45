namespace Ledger.Acts;

/// <summary>Cases, staff, exceptions, sharing.</summary>
internal static class CaseForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
    ];
}
