using Ledger.Client;

namespace Ledger.Cli;

/// <summary>
/// Operators by name, as the user's own department knows them from their certificates. The ledger has fingerprints alone, and nobody else
/// is told: an auditor, a bank, another department see the fingerprint.
/// </summary>
internal sealed class KnownOperators
{
    private readonly Dictionary<string, string> names;

    private KnownOperators(Dictionary<string, string> names) => this.names = names;

    /// <summary>Nobody.</summary>
    public static KnownOperators None { get; } = new(new(StringComparer.Ordinal));

    /// <summary>Asks the user's own department for all it knows.</summary>
    /// <param name="client">The user.</param>
    /// <param name="ct">Ends the attempts.</param>
    public static async Task<KnownOperators> ReadAsync(LedgerClient client, CancellationToken ct)
    {
        var profile = client.Profile;
        if (!profile.Services.TryGetValue(profile.Department, out var service) || service.Organisation != profile.Organisation)
            return None;
        var reply = await client.Supervision.ListOperatorsAsync(cancellationToken: ct);
        return new(reply.Operators.ToDictionary(
            static known => Convert.ToHexStringLower(known.Fingerprint.Span), static known => known.Name, StringComparer.Ordinal));
    }

    /// <summary>The name; null when it is not known here.</summary>
    /// <param name="fingerprint">SHA-256 of the certificate, hexadecimal.</param>
    public string? NameOf(string fingerprint) => names.GetValueOrDefault(fingerprint);

    /// <summary>The name, or the beginning of the fingerprint.</summary>
    /// <param name="fingerprint">SHA-256 of the certificate, hexadecimal.</param>
    public string Shown(string fingerprint) => NameOf(fingerprint) ?? fingerprint[..Math.Min(16, fingerprint.Length)];

    /// <summary>Certificates of everyone of a name: who renewed a certificate has several.</summary>
    /// <param name="name">The name as the certificates state it.</param>
    public IReadOnlyList<string> Of(string name) =>
        [.. names.Where(known => known.Value == name).Select(static known => known.Key).Order(StringComparer.Ordinal)];
}
