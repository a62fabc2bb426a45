using Ledger.Client;

namespace Ledger.Network;

/// <summary>
/// A client per user who acts or looks on, as patient as a program that waits for its node to come back. Every client keeps its
/// trail over all restarts, so that a history which is not the one seen before is noticed.
/// </summary>
internal sealed class NetworkClients : IDisposable
{
    private static readonly RetryOptions Patient = new()
    {
        Attempts = 1_000,
        FirstPause = TimeSpan.FromMilliseconds(20),
        LongestPause = TimeSpan.FromMilliseconds(200),
    };

    private readonly Dictionary<string, LedgerClient> clients;

    /// <summary>Opens the clients; they connect when first used.</summary>
    public NetworkClients(LocalNetwork network, TimeProvider clock)
    {
        var options = new LedgerClientOptions { Retry = Patient, Clock = clock };
        clients = LocalUser.All
            .Where(user => user.Role == CertificateRole.Operator)
            .ToDictionary(user => user.Name, user => LedgerClient.Connect(network.Profile(user.Name), options), StringComparer.Ordinal);
    }

    /// <summary>A user's client.</summary>
    public LedgerClient this[string user] => clients[user];

    /// <summary>The auditor's.</summary>
    public LedgerClient Auditor => clients["auditor"];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in clients.Values)
            client.Dispose();
    }
}
