namespace Ledger.Node;

/// <summary>
/// Connections that have not finished their handshake: whoever only opens them takes none of those of nodes and members. Half are for
/// addresses from which a member has come before; one address has a quarter, or half when a member has come from it.
/// </summary>
/// <param name="most">Those that may be open at once.</param>
internal sealed class Handshakes(int most)
{
    /// <summary>Addresses of members remembered; only who holds a member's key adds one.</summary>
    private const int MaximumRemembered = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);
    private readonly HashSet<string> familiar = new(StringComparer.Ordinal);
    private int total;

    /// <summary>Begins one.</summary>
    /// <returns>What ends it; null when there are too many.</returns>
    public Handshake? Begin(string address)
    {
        lock (gate)
        {
            var held = open.GetValueOrDefault(address);
            var (ofAddress, ofAll) = familiar.Contains(address) ? (most / 2, most) : (most / 4, most / 2);
            if (held >= ofAddress || total >= ofAll)
                return null;
            open[address] = held + 1;
            total++;
            return new Handshake(() => End(address));
        }
    }

    /// <summary>A member has come from the address.</summary>
    public void Remember(string address)
    {
        lock (gate)
        {
            if (familiar.Count < MaximumRemembered)
                familiar.Add(address);
        }
    }

    private void End(string address)
    {
        lock (gate)
        {
            total--;
            if (open[address] == 1)
                open.Remove(address);
            else
                open[address]--;
        }
    }
}
