namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A channel's state as a stand-in peer holds it, by collection (empty: the public state) and key.</summary>
public sealed class CommittedState
{
    private readonly SortedDictionary<(string Collection, string Key), byte[]> values = new(Comparer<(string Collection, string Key)>.Create(
        static (a, b) => string.CompareOrdinal(a.Collection, b.Collection) is not 0 and var c ? c : string.CompareOrdinal(a.Key, b.Key)));

    private readonly Lock gate = new();

    public byte[] this[string key]
    {
        set => Set("", key, value);
    }

    public byte[]? Get(string collection, string key)
    {
        lock (gate)
        {
            return values.GetValueOrDefault((collection, key));
        }
    }

    public void Set(string collection, string key, byte[]? value)
    {
        lock (gate)
        {
            if (value is null)
            {
                values.Remove((collection, key));
            }
            else
            {
                values[(collection, key)] = value;
            }
        }
    }

    public IReadOnlyList<KeyValuePair<string, byte[]>> Range(string collection, string start, string end)
    {
        lock (gate)
        {
            return
            [
                .. values
                    .Where(entry => entry.Key.Collection == collection && string.CompareOrdinal(entry.Key.Key, start) >= 0
                        && (end.Length == 0 || string.CompareOrdinal(entry.Key.Key, end) < 0))
                    .Select(entry => KeyValuePair.Create(entry.Key.Key, entry.Value)),
            ];
        }
    }

    /// <summary>Applies what a transaction wrote.</summary>
    public void Commit(ChaincodeSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        foreach (var ((collection, key), value) in simulation.Writes)
            Set(collection, key, value);
    }
}
