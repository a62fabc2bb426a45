namespace Ledger.Chain;

/// <summary>A page that an envelope was judged on.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Page">Its bytes as they stood before the envelope, or null when absent.</param>
public sealed record PageRead(string Key, byte[]? Page);
