using System.Globalization;
using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>What the columns of a store hold, as a number that grows when that changes: a build reads its own only.</summary>
internal static class StoreLayout
{
    /// <summary>Key of the number in <see cref="StoreColumn.Meta"/>; written with every block.</summary>
    public static readonly byte[] Key = "layout"u8.ToArray();

    /// <summary>The number of this build. 2: one version of the state tree, by path.</summary>
    public static readonly byte[] Present = [2];

    /// <exception cref="StoreException">The store is of another layout.</exception>
    public static void Check(IColumnStore columns)
    {
        var found = columns.Get(StoreColumn.Meta, Key);
        if (!found.AsSpan().SequenceEqual(Present))
            throw Other(columns.Path, found is [var number] ? number.ToString(CultureInfo.InvariantCulture) : "none", null);
    }

    public static StoreException Other(string path, string found, Exception? inner) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"The store in {path} was written by another build (layout {found}; this one reads {Present[0]}). Nothing was changed. Start the build that wrote it, ")
        + $"or move {path} away and start the node with --new-store \"<reason>\" to rebuild it by replay from another node.",
        inner);
}
