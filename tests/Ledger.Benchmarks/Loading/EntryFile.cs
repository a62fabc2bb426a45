using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ledger.Benchmarks;

/// <summary>All entries of a ledger one behind the other, each behind its length (u32), so that a replay reads them without a peer.</summary>
internal static class EntryFile
{
    private const int BufferSize = 1 << 20;

    /// <summary>Writes a file; it appears whole or not at all.</summary>
    public static void Write(string path, IEnumerable<byte[]> entries)
    {
        var draft = path + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize))
        {
            Span<byte> length = stackalloc byte[sizeof(uint)];
            foreach (var entry in entries)
            {
                BinaryPrimitives.WriteUInt32BigEndian(length, (uint)entry.Length);
                file.Write(length);
                file.Write(entry);
            }
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Reads entries from an index on.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(string path, ulong from, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        var length = new byte[sizeof(uint)];
        for (var index = 0UL; file.Read(length) == length.Length; index++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(length);
            if (index < from)
            {
                file.Position += size;
                continue;
            }

            var entry = new byte[size];
            await file.ReadExactlyAsync(entry, ct);
            yield return entry;
        }
    }
}
