using System.Diagnostics.CodeAnalysis;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>The base of a state tree in memory, moved on to every version.</summary>
internal sealed class MemoryNodes : IStateNodeReader, IStateNodeWriter
{
    private readonly Dictionary<byte[], byte[]> records = new(KeyComparer.Instance);

    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record) => Lookup.TryGetValue(key, out record);

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record)
    {
        var lookup = Lookup;
        lookup[key] = record.ToArray();
    }

    public void Delete(ReadOnlySpan<byte> key) => Lookup.Remove(key);

    /// <summary>Takes a tree's newest version in, which is the only one that can be read then.</summary>
    public void Take(StateTree tree, StateUpdate update)
    {
        tree.Publish(update);
        var fold = tree.Fold(update.Version, StateTree.Parts)!;
        fold.Write(this);
        tree.Folded(fold);
    }

    private Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> Lookup => records.GetAlternateLookup<ReadOnlySpan<byte>>();

    private sealed class KeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
