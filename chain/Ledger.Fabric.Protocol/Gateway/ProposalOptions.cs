using System.Collections.Frozen;
using System.Text;

namespace Ledger.Fabric.Protocol;

/// <summary>What a proposal carries beside the function's name.</summary>
public sealed record ProposalOptions
{
    /// <summary>Arguments after the function's name; they stand in the block for every member of the channel to read.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Arguments { get; init; } = [];

    /// <summary>Data that endorsers see and the transaction does not carry: the way for private data.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> TransientData { get; init; } = FrozenDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>
    /// Membership ids of the organisations whose peers shall endorse, or evaluate. Empty: the peer's gateway chooses a set
    /// that meets the chaincode's policy. With transient data name only those that may see it.
    /// </summary>
    public IReadOnlyList<string> EndorsingOrganizations { get; init; } = [];

    /// <summary>Options with text arguments, sent as UTF-8.</summary>
    public static ProposalOptions WithArguments(params IEnumerable<string> arguments) =>
        new() { Arguments = [.. arguments.Select(a => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(a))] };
}
