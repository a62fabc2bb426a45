namespace Ledger.Contracts;

/// <summary>Why a certificate is void, as its page says it.</summary>
internal static class VoidReasons
{
    /// <summary>The right went to another.</summary>
    public const string Transferred = "TRANSFERRED";

    /// <summary>A new certificate stands in its place: changed, damaged, lost, of a former form.</summary>
    public const string Replaced = "REPLACED";

    /// <summary>The right ended.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>The unit was split or merged.</summary>
    public const string Reshaped = "RESHAPED";

    /// <summary>The book was corrected.</summary>
    public const string Corrected = "CORRECTED";

    /// <summary>It was issued in error.</summary>
    public const string Error = "ERROR";
}
