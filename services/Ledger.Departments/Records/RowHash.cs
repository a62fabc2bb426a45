using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Departments;

/// <summary>
/// SHA-256 over a row's table, key and content: SQLite has no checksum of its own, and a row moved under another key is
/// as wrong as a row with a flipped bit.
/// </summary>
internal static class RowHash
{
    public const int Size = SHA256.HashSizeInBytes;

    public static byte[] Of(string table, long key, ReadOnlySpan<byte> second, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, key);
        return Of(table, number, second, body);
    }

    /// <param name="table">Name of the table.</param>
    /// <param name="key">Key of the row.</param>
    /// <param name="second">A second column of its own, or empty.</param>
    /// <param name="body">Content of the row.</param>
    public static byte[] Of(string table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> second, ReadOnlySpan<byte> body)
    {
        // Lengths before the parts: no two rows share one text.
        Span<byte> prefix = stackalloc byte[64];
        var length = Encoding.ASCII.GetBytes(table, prefix[1..]);
        prefix[0] = (byte)length;
        BinaryPrimitives.WriteInt32BigEndian(prefix[(1 + length)..], key.Length);
        BinaryPrimitives.WriteInt32BigEndian(prefix[(5 + length)..], second.Length);

        var whole = prefix.Length + key.Length + second.Length + body.Length;
        var buffer = whole <= 4096 ? stackalloc byte[whole] : new byte[whole];
        prefix.CopyTo(buffer);
        buffer[(9 + length)..prefix.Length].Clear();
        key.CopyTo(buffer[prefix.Length..]);
        second.CopyTo(buffer[(prefix.Length + key.Length)..]);
        body.CopyTo(buffer[(prefix.Length + key.Length + second.Length)..]);
        return SHA256.HashData(buffer);
    }

    /// <summary>That a row is what its hash says.</summary>
    /// <exception cref="RecordDamagedException">It is not.</exception>
    public static void Check(string table, object row, byte[] computed, byte[] stored)
    {
        if (!computed.AsSpan().SequenceEqual(stored))
        {
            throw new RecordDamagedException(
                table,
                FormattableString.Invariant($"{row}"),
                $"its content hashes to {Convert.ToHexStringLower(computed)[..16]}…, the row says {Convert.ToHexStringLower(stored)[..Math.Min(16, stored.Length * 2)]}…");
        }
    }
}
