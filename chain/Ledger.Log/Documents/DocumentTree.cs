namespace Ledger.Log;

/// <summary>
/// The salted field tree of a document: a Merkle tree as of the log over its fields, sorted by
/// name (bytes of UTF-8), names unique, absent fields without an entry. Root and number of
/// fields go on the ledger; single fields can be shown with a path.
/// </summary>
public sealed class DocumentTree
{
    private readonly MerkleHashStore hashes = new();
    private readonly byte[] root;

    /// <summary>Builds the tree.</summary>
    /// <param name="fields">The fields in any order.</param>
    /// <exception cref="ArgumentException">A name stands twice.</exception>
    public DocumentTree(IEnumerable<DocumentField> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var sorted = fields.ToList();
        sorted.Sort(static (a, b) => a.Utf8Name.AsSpan().SequenceCompareTo(b.Utf8Name));
        var frontier = new MerkleFrontier();
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i > 0 && sorted[i].Name == sorted[i - 1].Name)
                throw new ArgumentException($"The field '{sorted[i].Name}' stands in the document twice.", nameof(fields));

            frontier.Append(MerkleHash.Leaf(sorted[i].ToEntry()), hashes);
        }

        Fields = sorted;
        root = frontier.Root();
    }

    /// <summary>The fields by name; the position is the index of the field's leaf.</summary>
    public IReadOnlyList<DocumentField> Fields { get; }

    /// <summary>The root, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Root => root;

    /// <summary>The path that shows one field, from its leaf to the root.</summary>
    /// <param name="index">Position in <see cref="Fields"/>.</param>
    public IReadOnlyList<byte[]> Path(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return MerkleLog.InclusionProof((ulong)index, (ulong)Fields.Count, hashes);
    }

    /// <summary>Checks that a field stands in the document with this root and number of fields. Never throws on any path.</summary>
    /// <param name="field">Name, value and salt as disclosed.</param>
    /// <param name="index">Position of the field.</param>
    /// <param name="count">Number of fields the ledger states.</param>
    /// <param name="root">Root the ledger states.</param>
    /// <param name="path">Sibling hashes from the leaf to the root.</param>
    public static MerkleResult Verify(DocumentField field, ulong index, ulong count, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> path)
    {
        ArgumentNullException.ThrowIfNull(field);
        return MerkleVerifier.Inclusion(MerkleHash.Leaf(field.ToEntry()), index, count, root, path);
    }
}
