using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// Lines over more entries than this peer holds yet, by signer and size, each signer within a bound of its own: nobody pushes
/// out another's. The highest go first but for the newest one; the lowest are what is judged next. Safe for use by several threads.
/// </summary>
/// <remarks>By size, for size and root are what is signed: the block is what whoever hands a line on says.</remarks>
internal sealed class EarlyLines
{
    /// <summary>Signer of the lines by no key that is in force yet; a replacement of keys on the way may bring it.</summary>
    public const string Unknown = "";

    private const int MaxSizesOfOne = 10_000;
    private const int MaxOfOneSize = 4;
    private const int MaxLineBytes = 2048;
    private readonly Lock gate = new();
    private readonly Dictionary<string, SortedList<ulong, List<Cosigned>>> signers = new(StringComparer.Ordinal);

    /// <summary>Keeps a line.</summary>
    /// <param name="signer">Organisation whose key it verifies by, or <see cref="Unknown"/>.</param>
    /// <param name="cosigned">The line.</param>
    public void Add(string signer, Cosigned cosigned)
    {
        if (cosigned.CalculateSize() > MaxLineBytes)
            return;

        lock (gate)
        {
            if (!signers.TryGetValue(signer, out var sizes))
                signers[signer] = sizes = [];

            if (!sizes.TryGetValue(cosigned.Size, out var lines))
                sizes[cosigned.Size] = lines = [];

            if (lines.Count < MaxOfOneSize && lines.TrueForAll(line => line.Line != cosigned.Line))
                lines.Add(cosigned);

            if (sizes.Count > MaxSizesOfOne)
                sizes.RemoveAt(sizes.Count - 2);
        }
    }

    /// <summary>Lines over so many entries.</summary>
    public IReadOnlyList<Cosigned> Over(ulong size)
    {
        lock (gate)
        {
            return [.. signers.Values.SelectMany(sizes => sizes.GetValueOrDefault(size) ?? [])];
        }
    }

    /// <summary>Removes and returns the lines over at most as many entries as the log has with a block; those over just as many are over the block.</summary>
    public IReadOnlyList<Cosigned> Take(BlockInfo info)
    {
        var taken = new List<Cosigned>();
        lock (gate)
        {
            foreach (var sizes in signers.Values)
            {
                while (sizes.Count > 0 && sizes.GetKeyAtIndex(0) <= info.Size)
                {
                    taken.AddRange(sizes.GetValueAtIndex(0));
                    sizes.RemoveAt(0);
                }
            }
        }

        return [.. taken.Select(line => line.Block == info.Number ? line : OfBlock(line, info.Number))];
    }

    /// <summary>Whether so many signers agree on a root over at least as many entries.</summary>
    /// <param name="size">Entries.</param>
    /// <param name="quorum">Signers needed; lines by unknown keys do not count.</param>
    public bool Agree(ulong size, int quorum)
    {
        lock (gate)
        {
            return signers
                .Where(signer => signer.Key != Unknown)
                .SelectMany(signer => signer.Value.Where(pair => pair.Key >= size)
                .SelectMany(pair => pair.Value.Select(line => (line.Size, line.Root)).Distinct()))
                .GroupBy(checkpoint => checkpoint)
                .Any(same => same.Count() >= quorum);
        }
    }

    private static Cosigned OfBlock(Cosigned line, ulong block)
    {
        var copy = line.Clone();
        copy.Block = block;
        return copy;
    }
}
