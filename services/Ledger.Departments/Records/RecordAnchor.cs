using System.Buffers.Binary;
using Ledger.Peers;

namespace Ledger.Departments;

/// <summary>
/// How far the records are durable, in a file of its own: SQLite drops commits without a word when its log is damaged, and
/// an older copy of its file looks like any other. Written after each synced commit and before anyone is answered.
/// </summary>
/// <remarks>
/// A store may hold more than its anchor says: commits whose answers were never given. It never may hold less. No two
/// states are equal that differ in what they acknowledge, so no order of crash is taken for damage: the anchor is written
/// after the commit it names, and before the log that holds the commit is begun anew.
/// </remarks>
internal sealed class RecordAnchor : IDisposable
{
    private const uint Version = 1;
    private readonly TwoSlotFile file;

    private RecordAnchor(TwoSlotFile file, AnchorState state)
    {
        this.file = file;
        State = state;
    }

    /// <summary>What was written last.</summary>
    public AnchorState State { get; private set; }

    /// <summary>One of its two slots is unreadable: a write torn by a crash, or damage that did no harm.</summary>
    public bool HasBadSlot => file.BadSlots > 0;

    /// <summary>Makes the anchor of a new store, which holds nothing yet.</summary>
    public static void Create(string path, byte[] keysId)
        => TwoSlotFile.Create(path, Write(new(0, new byte[RecordChain.LinkSize], keysId, 0, null, Folded: true)));

    /// <summary>Opens an anchor.</summary>
    /// <exception cref="RecordDamagedException">Neither slot is readable.</exception>
    public static RecordAnchor Open(string path, FileAccess access = FileAccess.ReadWrite)
    {
        var file = TwoSlotFile.Open(path, access);
        try
        {
            return file.Content is { } content && Read(content) is { } state
                ? new(file, state)
                : throw RecordDamagedException.OfFile(
                    path,
                    $"{file.LengthAtOpen} 字节中没有一份有效内容，无从得知记录保存到何处；请从备份恢复整个记录库",
                    $"none of its two slots ({file.LengthAtOpen} bytes) is readable, so nobody can tell how far the records were durable; restore the whole record store from its backup");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Replaces the state; durable when it returns.</summary>
    /// <exception cref="IOException">It cannot be written; the state before is relied on.</exception>
    public void Write(AnchorState state, Action? torn = null)
    {
        file.Write(Write(state), torn);
        State = state;
    }

    public void Dispose() => file.Dispose();

    private static byte[] Write(AnchorState state)
    {
        var content = new byte[89];
        BinaryPrimitives.WriteUInt32BigEndian(content, Version);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(4), state.Commit);
        state.Link.CopyTo(content, 12);
        state.KeysId.CopyTo(content, 44);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(60), state.Keys);
        content[68] = state.Folded ? (byte)1 : (byte)0;
        var log = state.Log ?? default;
        BinaryPrimitives.WriteUInt64BigEndian(content.AsSpan(69), log.Salts);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(77), log.Frames);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(81), log.FirstSum);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(85), log.SecondSum);
        return content;
    }

    private static AnchorState? Read(ReadOnlySpan<byte> content)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(content) != Version)
            return null;

        var frames = BinaryPrimitives.ReadUInt32BigEndian(content[77..]);
        return new(
            BinaryPrimitives.ReadInt64BigEndian(content[4..]),
            content.Slice(12, RecordChain.LinkSize).ToArray(),
            content.Slice(44, SaltKeyFile.IdSize).ToArray(),
            BinaryPrimitives.ReadInt64BigEndian(content[60..]),
            frames == 0
                ? null
                : new(
                    BinaryPrimitives.ReadUInt64BigEndian(content[69..]),
                    frames,
                    BinaryPrimitives.ReadUInt32BigEndian(content[81..]),
                    BinaryPrimitives.ReadUInt32BigEndian(content[85..])),
            content[68] == 1);
    }
}

/// <summary>What an anchor says.</summary>
/// <param name="Commit">Number of the newest commit that is durable; 0 for none.</param>
/// <param name="Link">Its value in the chain (<see cref="RecordChain"/>).</param>
/// <param name="KeysId">Which key file belongs to the store.</param>
/// <param name="Keys">Keys that the key file had at least.</param>
/// <param name="Log">Where the write-ahead log stood; null when there was none.</param>
/// <param name="Folded">The database file holds all of the log up to there.</param>
internal sealed record AnchorState(long Commit, byte[] Link, byte[] KeysId, long Keys, LogPosition? Log, bool Folded);
