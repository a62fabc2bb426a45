using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Lines for blocks this peer has not executed yet, within a bound: the earliest go first, they are asked for again.</summary>
internal sealed class EarlyLines
{
    private const int MaxLines = 100_000;
    private readonly SortedDictionary<ulong, List<Cosigned>> lines = [];
    private int count;

    public void Add(Cosigned cosigned)
    {
        if (!lines.TryGetValue(cosigned.Block, out var list))
        {
            lines[cosigned.Block] = list = [];
        }

        list.Add(cosigned);
        count++;
        if (count > MaxLines)
        {
            Take(lines.First().Key);
        }
    }

    /// <summary>Removes and returns a block's lines.</summary>
    public IReadOnlyList<Cosigned> Take(ulong block)
    {
        if (!lines.Remove(block, out var list))
        {
            return [];
        }

        count -= list.Count;
        return list;
    }
}
