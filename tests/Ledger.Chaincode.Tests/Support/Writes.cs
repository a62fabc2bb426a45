using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Ledger.Fabric.Protocol.Tests;
using Ledger.State;

namespace Ledger.Chaincode.Tests;

/// <summary>Writes and states in the form they are compared in.</summary>
public static class Writes
{
    /// <summary>Keys in ordinal order with the hashes of their pages, as a peer of the ledger keeps what an entry wrote.</summary>
    public static IReadOnlyList<string> Of(ChaincodeSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return
        [
            .. simulation.Writes
                .OrderBy(write => write.Key.Key, StringComparer.Ordinal)
                .Select(write =>
                    $"{write.Key.Collection}{write.Key.Key} {(write.Value is null ? "" : Convert.ToHexStringLower(SHA256.HashData(write.Value)))}"),
        ];
    }

    /// <summary>The same of what a peer computed.</summary>
    public static IReadOnlyList<string> Of(V1.WriteSet writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        return [.. writes.Pages.Select(page => $"{page.Key} {Convert.ToHexStringLower(page.PageHash.Span)}")];
    }

    /// <summary>Root of the ledger's state tree over a channel's whole state.</summary>
    public static byte[] Root(CommittedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var changes = state.Range("", "", "").Select(entry => new StateChange(Encoding.UTF8.GetBytes(entry.Key), SHA256.HashData(entry.Value))).ToList();
        return new StateTree(new NoNodes()).Update(null, 0, changes).Root;
    }

    private sealed class NoNodes : IStateNodeReader
    {
        public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record)
        {
            record = null;
            return false;
        }
    }
}
