namespace Ledger.Client;

/// <summary>A certificate file as it was received and verified.</summary>
/// <param name="CheckId">The service's name for the question it answers.</param>
/// <param name="Kind"><c>title</c> or <c>lien</c>.</param>
/// <param name="UnitCode">The unit it is about.</param>
/// <param name="Time">When it was received.</param>
/// <param name="File">The file's bytes (formats.md 10).</param>
public sealed record StoredCertificate(string CheckId, string Kind, string UnitCode, DateTimeOffset Time, byte[] File);
