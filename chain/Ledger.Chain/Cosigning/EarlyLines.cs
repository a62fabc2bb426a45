using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Lines for blocks this peer has not executed yet, within a bound: the earliest go first, they are asked for again.</summary>
internal sealed class EarlyLines
{
    private const int MaxLines = 100_000;
    private const int MaxBytes = 64 << 20;
    private readonly SortedDictionary<ulong, List<Cosigned>> lines = [];
    private int count;
    private long bytes;

    public void Add(Cosigned cosigned)
    {
        if (!lines.TryGetValue(cosigned.Block, out var list))
        {
            lines[cosigned.Block] = list = [];
        }

        list.Add(cosigned);
        count++;
        bytes += cosigned.CalculateSize();
        while (count > MaxLines || bytes > MaxBytes)
        {
            Take(lines.First().Key);
        }
    }

    /// <summary>A block's lines, unverified.</summary>
    public IReadOnlyList<Cosigned> Of(ulong block) => lines.GetValueOrDefault(block) ?? [];

    /// <summary>Removes and returns a block's lines.</summary>
    public IReadOnlyList<Cosigned> Take(ulong block)
    {
        if (!lines.Remove(block, out var list))
        {
            return [];
        }

        count -= list.Count;
        bytes -= list.Sum(cosigned => (long)cosigned.CalculateSize());
        return list;
    }
}
