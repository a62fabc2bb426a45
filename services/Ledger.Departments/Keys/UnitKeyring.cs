using System.Collections.Frozen;
using Ledger.Facts;

namespace Ledger.Departments;

/// <summary>The consortium keys of every epoch a department holds; disposing erases them.</summary>
public sealed class UnitKeyring : IDisposable
{
    private readonly FrozenDictionary<uint, UnitKeys> epochs;

    /// <summary>A keyring.</summary>
    /// <param name="consortiumKeys">32-byte keys by epoch; at least one. The highest epoch serves new units.</param>
    /// <exception cref="ArgumentException">No key, or one of another length.</exception>
    public UnitKeyring(IReadOnlyDictionary<uint, byte[]> consortiumKeys)
    {
        ArgumentNullException.ThrowIfNull(consortiumKeys);
        if (consortiumKeys.Count == 0)
            throw new ArgumentException("A department needs the consortium key of at least one epoch.", nameof(consortiumKeys));

        epochs = consortiumKeys.ToFrozenDictionary(pair => pair.Key, pair => new UnitKeys(pair.Key, pair.Value));
        Current = epochs[consortiumKeys.Keys.Max()];
    }

    /// <summary>Keys of the newest epoch.</summary>
    public UnitKeys Current { get; }

    /// <summary>Keys of every epoch, the oldest first.</summary>
    public IEnumerable<UnitKeys> All => epochs.Values.OrderBy(static keys => keys.Epoch);

    /// <summary>Keys of an epoch; null when the department does not hold them.</summary>
    public UnitKeys? Find(uint epoch) => epochs.GetValueOrDefault(epoch);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var keys in epochs.Values)
            keys.Dispose();
    }
}
