using System.Buffers.Binary;
using System.Text;
using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// How far a store goes, read before it is opened and without changing a file: what damage has emptied would be taken for
/// new, and what a damaged list of files no longer names would be removed.
/// </summary>
/// <param name="Head">Its newest block; null when it holds none.</param>
/// <param name="OwnLine">Newest block for which it holds this peer's own line; null when there is none.</param>
/// <param name="Files">The folder and what of the engine's files is missing there, for messages.</param>
internal sealed record StoreSurvey(ulong? Head, ulong? OwnLine, string Files)
{
    /// <summary>Key in <see cref="StoreColumn.Meta"/> of how long the engine's list of files was (<see cref="StoreFileList"/>).</summary>
    public static readonly byte[] ListKey = "list"u8.ToArray();

    /// <summary>Looks through a store.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="organisation">Whose peer it is.</param>
    /// <param name="cosignerKeyId">Key id of its cosigner: lines of keys replaced before do not count; null for none.</param>
    /// <exception cref="StoreDamagedException">Files are damaged or missing, or columns do not go equally far.</exception>
    /// <exception cref="StoreException">It cannot be read for another reason.</exception>
    public static StoreSurvey Read(string path, string organisation, uint? cosignerKeyId)
    {
        if (!RocksDatabase.Exists(path))
        {
            var current = Path.Combine(path, "CURRENT");
            return HoldsData(path)
                ? throw new StoreDamagedException($"{current} is missing, while other files of the store are there. Put it back from a backup, or move {path} away and rebuild this peer by replay.", current)
                : new StoreSurvey(null, null, Directory.Exists(path) ? $"{current} is missing" : $"{path} is missing");
        }

        using var database = RocksDatabase.OpenReadOnly(path);
        var head = database.Last(StoreColumn.Blocks) is { Length: > 0 } && database.ReadMark(StoreColumn.Blocks) is { } mark ? mark : (ulong?)null;
        foreach (var column in Enum.GetValues<StoreColumn>())
        {
            if (database.ReadMark(column) != head || (head is null && !database.IsEmpty(column)))
            {
                throw new StoreDamagedException(
                    $"The store in {path} has lost a file, or its list of files (MANIFEST) was cut: column '{column}' goes to block {Text(database.ReadMark(column))}, column 'Blocks' to {Text(head)}. "
                    + $"Move {path} away and rebuild this peer by replay.",
                    path,
                    Math.Min(database.ReadMark(column) ?? 0, head ?? 0));
            }
        }

        StoreFileList.Compare(path, database.Get(StoreColumn.Meta, ListKey));
        return new StoreSurvey(head, NewestLine(database, organisation, cosignerKeyId), RocksDatabase.NewestLog(path) ?? $"{path} (no *.log)");
    }

    private static ulong? NewestLine(RocksDatabase database, string organisation, uint? keyId)
    {
        ulong? newest = null;
        foreach (var (key, value) in database.Scan(StoreColumn.Lines, [], null))
        {
            if (Encoding.UTF8.GetString(key.AsSpan(sizeof(ulong))) == organisation
                && Ledger.Log.NoteSignature.Parse(Ledger.V1.Cosigned.Parser.ParseFrom(value).Line).KeyId == keyId)
            {
                newest = BinaryPrimitives.ReadUInt64BigEndian(key);
            }
        }

        return newest;
    }

    private static bool HoldsData(string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path).Any(file => Path.GetExtension(file) is ".log" or ".sst");

    private static string Text(ulong? block) => block?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";
}
