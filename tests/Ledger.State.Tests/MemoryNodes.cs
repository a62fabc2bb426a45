using System.Diagnostics.CodeAnalysis;

namespace Ledger.State.Tests;

/// <summary>The base of a tree in memory.</summary>
internal sealed class MemoryNodes : IStateNodeReader, IStateNodeWriter
{
    private readonly SortedDictionary<string, byte[]> records = new(StringComparer.Ordinal);

    /// <summary>Nodes of the base, without its record.</summary>
    public int Count => records.Count - 1;

    public IReadOnlyCollection<string> Keys => records.Keys;

    public int Reads { get; private set; }

    /// <summary>Keys deleted although nothing stood there.</summary>
    public int VainDeletions { get; private set; }

    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record)
    {
        Reads++;
        return records.TryGetValue(Convert.ToHexString(key), out record);
    }

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record) => records[Convert.ToHexString(key)] = record.ToArray();

    public void Delete(ReadOnlySpan<byte> key)
    {
        if (!records.Remove(Convert.ToHexString(key)))
            VainDeletions++;
    }

    /// <summary>Takes a tree's newest version in and moves the whole base on to it.</summary>
    public void Store(StateTree tree, StateUpdate update)
    {
        tree.Publish(update);
        Assert.Equal(update.Version, Fold(tree, update.Version, StateTree.Parts));
    }

    /// <summary>Moves parts of the base on; the version they are of then, null when there was nothing to do.</summary>
    public ulong? Fold(StateTree tree, ulong version, int parts)
    {
        if (tree.Fold(version, parts) is not { } fold)
            return null;

        fold.Write(this);
        tree.Folded(fold);
        return fold.Version;
    }

    /// <summary>What a power cut at this instant would leave.</summary>
    public MemoryNodes Copy()
    {
        var copy = new MemoryNodes();
        foreach (var (key, record) in records)
            copy.records.Add(key, record);

        return copy;
    }

    public void Replace(string key, byte[] value) => records[key] = value;

    public byte[] Value(string key) => records[key];
}
