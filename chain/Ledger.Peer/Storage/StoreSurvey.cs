using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// How far a store goes, read before it is opened and without changing anything of it: what damage has emptied would be taken
/// for new, and what a damaged list of files no longer names would be removed.
/// </summary>
/// <param name="Head">Its newest block; null when it holds none.</param>
/// <param name="OwnLine">Newest block for which it holds this peer's own line; null when there is none.</param>
/// <param name="Files">The store and what of the engine's files is missing there, for messages.</param>
internal sealed record StoreSurvey(ulong? Head, ulong? OwnLine, string Files)
{
    /// <summary>Key in <see cref="StoreColumn.Meta"/> of what the engine wanted kept (<see cref="IColumnStore.TakeMark"/>).</summary>
    public static readonly byte[] MarkKey = "list"u8.ToArray();

    /// <summary>Looks through a store.</summary>
    /// <param name="disk">Where it is.</param>
    /// <param name="organisation">Whose peer it is.</param>
    /// <param name="cosignerKeyId">Key id of its cosigner: lines of keys replaced before do not count; null for none.</param>
    /// <exception cref="StoreDamagedException">Files are damaged or missing, or columns do not go equally far.</exception>
    /// <exception cref="StoreException">It is of another layout, or cannot be read for another reason.</exception>
    public static StoreSurvey Read(IPeerDisk disk, string organisation, uint? cosignerKeyId)
    {
        using var columns = disk.ReadStore();
        if (columns is null)
            return new StoreSurvey(null, null, disk.DescribeStore());

        var head = columns.Last(StoreColumn.Blocks) is { Length: > 0 } ? ReadMark(columns, StoreColumn.Blocks) : null;
        foreach (var column in Enum.GetValues<StoreColumn>())
        {
            var mark = ReadMark(columns, column);
            if (mark != head || (head is null && !columns.IsEmpty(column)))
            {
                throw new StoreDamagedException(
                    $"The store in {columns.Path} has lost a file, or its list of files (MANIFEST) was cut: column '{column}' goes to block {Text(mark)}, column 'Blocks' to {Text(head)}. "
                    + $"Move {columns.Path} away and rebuild this peer by replay.",
                    columns.Path,
                    Math.Min(mark ?? 0, head ?? 0));
            }
        }

        if (head is not null)
            StoreLayout.Check(columns);

        columns.CompareMark(columns.Get(StoreColumn.Meta, MarkKey));
        return new StoreSurvey(head, NewestLine(columns, organisation, cosignerKeyId), disk.DescribeStore());
    }

    /// <summary>Number of the newest block that wrote to a column; null when none did, or when its newest file is lacking.</summary>
    private static ulong? ReadMark(IColumnStore columns, StoreColumn column) =>
        columns.Get(column, []) is { Length: sizeof(ulong) } value ? BinaryPrimitives.ReadUInt64BigEndian(value) : null;

    private static ulong? NewestLine(IColumnStore columns, string organisation, uint? keyId)
    {
        ulong? newest = null;
        foreach (var (key, value) in columns.Scan(StoreColumn.Lines, [], null))
        {
            if (Encoding.UTF8.GetString(key.AsSpan(sizeof(ulong))) == organisation
                && NoteSignature.Parse(Cosigned.Parser.ParseFrom(value).Line).KeyId == keyId)
            {
                newest = BinaryPrimitives.ReadUInt64BigEndian(key);
            }
        }

        return newest;
    }

    private static string Text(ulong? block) => block?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
