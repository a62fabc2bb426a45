using System.Globalization;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Cosignatures of one block: those over this peer's root, and who signed others.</summary>
internal sealed class BlockLines(BlockInfo info)
{
    private readonly Dictionary<string, string> otherRoots = new(StringComparer.Ordinal);

    public BlockInfo Info => info;

    /// <summary>The newest line over this peer's root, by organisation.</summary>
    public SortedDictionary<string, HeldLine> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a line unless one as new is held.</summary>
    public bool TryAdd(string organisation, HeldLine line)
    {
        if (Lines.TryGetValue(organisation, out var held) && held.Signature.Time >= line.Signature.Time)
        {
            return false;
        }

        Lines[organisation] = line;
        return true;
    }

    /// <summary>Notes that an organisation signed another root; its last one counts, so that nobody fills the memory.</summary>
    /// <returns>The organisations that agree on that one.</returns>
    public IReadOnlyCollection<string> AddOther(string organisation, Cosigned cosigned)
    {
        var root = string.Create(CultureInfo.InvariantCulture, $"{cosigned.Size} {Convert.ToHexStringLower(cosigned.Root.Span)}");
        otherRoots[organisation] = root;
        return [.. otherRoots.Where(pair => pair.Value == root).Select(pair => pair.Key)];
    }

    public bool MeetsQuorum(Consortium consortium) =>
        consortium.Peers.Count(peer => Lines.TryGetValue(peer.Organisation, out var line) && line.Signature.Key.Equals(peer.CosignerKey)) >= consortium.Quorum;
}
