using System.Globalization;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>Cosignatures of one block: those over this peer's root, and who signed others.</summary>
internal sealed class BlockLines(BlockInfo info)
{
    private readonly Dictionary<string, string> otherRoots = new(StringComparer.Ordinal);

    public BlockInfo Info => info;

    /// <summary>The newest line over this peer's root that is not from the future, by organisation; where there is no other, one from the future.</summary>
    public SortedDictionary<string, HeldLine> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes a line unless a better one is held: a newer one, or one that is not from the future.</summary>
    /// <param name="organisation">Who signed it.</param>
    /// <param name="line">The line.</param>
    /// <param name="latest">POSIX second after which a time lies in the future.</param>
    public bool TryAdd(string organisation, HeldLine line, ulong latest)
    {
        if (Lines.TryGetValue(organisation, out var held) && !IsBetter(line.Signature.Time, held.Signature.Time, latest))
            return false;

        Lines[organisation] = line;
        return true;
    }

    /// <summary>Whether an organisation's line is held that is not from the future.</summary>
    public bool HasUsable(string organisation, ulong latest) => Lines.TryGetValue(organisation, out var held) && held.Signature.Time <= latest;

    /// <summary>Notes that an organisation signed another root; its last one counts, so that nobody fills the memory.</summary>
    /// <returns>The organisations that agree on that one.</returns>
    public IReadOnlyCollection<string> AddOther(string organisation, Cosigned cosigned)
    {
        var root = string.Create(CultureInfo.InvariantCulture, $"{cosigned.Size} {Convert.ToHexStringLower(cosigned.Root.Span)}");
        otherRoots[organisation] = root;
        return [.. otherRoots.Where(pair => pair.Value == root).Select(pair => pair.Key)];
    }

    // Of two from the future the older one is the sooner usable.
    private static bool IsBetter(ulong? time, ulong? held, ulong latest) =>
        held <= latest ? time > held && time <= latest : time < held;

    public bool MeetsQuorum(Consortium consortium) =>
        consortium.Peers.Count(peer => Lines.TryGetValue(peer.Organisation, out var line) && line.Signature.Key.Equals(peer.CosignerKey)) >= consortium.Quorum;
}
