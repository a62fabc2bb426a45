using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>Finds where two peers part.</summary>
internal static class WriteComparison
{
    /// <summary>Names the first entry and key that differ; null when the block's writes agree.</summary>
    public static string? FirstDifference(BlockWrites ours, BlockWrites theirs, string organisation)
    {
        for (var i = 0; i < Math.Max(ours.Entries.Count, theirs.Entries.Count); i++)
        {
            if (i >= ours.Entries.Count || i >= theirs.Entries.Count)
                return $"Block {ours.Block} has {ours.Entries.Count} entries here and {theirs.Entries.Count} at {organisation}.";

            var (own, other) = (ours.Entries[i], theirs.Entries[i]);
            if (own.LeafHash != other.LeafHash)
                return $"Block {ours.Block}, entry {own.Index}: leaf hash {Hex(own.LeafHash)} here, {Hex(other.LeafHash)} at {organisation}: ordering has shown two histories.";

            if (own.Hash != other.Hash)
                return $"Block {ours.Block}, entry {own.Index} ({Hex(own.LeafHash)}): {FirstKey(own.Writes, other.Writes, organisation)}";
        }

        return null;
    }

    /// <summary>Names the first key that is written differently; null when both writes agree.</summary>
    public static string? FirstDifference(WriteSet ours, WriteSet theirs, string organisation) =>
        ours.Equals(theirs) ? null : FirstKey(ours, theirs, organisation);

    private static string FirstKey(WriteSet? ours, WriteSet? theirs, string organisation)
    {
        if (ours is null || theirs is null)
            return $"its writes differ from those at {organisation}; the keys are no longer kept.";

        var others = theirs.Pages.ToDictionary(w => w.Key, w => w.PageHash, StringComparer.Ordinal);
        foreach (var write in ours.Pages)
        {
            if (!others.Remove(write.Key, out var hash))
                return $"key '{write.Key}' is written here and not at {organisation}.";

            if (hash != write.PageHash)
                return $"key '{write.Key}' has {Page(write.PageHash)} here, {Page(hash)} at {organisation}.";
        }

        return others.Count == 0 ? $"the keys stand in another order at {organisation}."
            : $"key '{others.Keys.Order(StringComparer.Ordinal).FirstOrDefault()}' is written at {organisation} and not here.";
    }

    private static string Page(ByteString hash) => hash.IsEmpty ? "no page any more" : $"page hash {Hex(hash)}";

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);
}
