using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ledger.Departments;

/// <summary>
/// Wraps what is personal under keys of the <see cref="SaltKeyFile"/>: AES-256-GCM with the row's table and key as
/// associated data. Wrapped bytes are <c>slot (u64) || nonce (12) || tag (16) || ciphertext</c>.
/// </summary>
internal sealed class RecordWrapping(SaltKeyFile keys)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeaderSize = sizeof(long) + NonceSize + TagSize;

    /// <summary>The keys.</summary>
    public SaltKeyFile Keys => keys;

    /// <summary>Wraps bytes under a key of their own.</summary>
    public byte[] Wrap(string table, ReadOnlySpan<byte> row, ReadOnlySpan<byte> plain)
    {
        var (slot, key) = keys.Take();
        return Wrap(table, row, plain, slot, key);
    }

    /// <summary>Wraps bytes under the key that wraps others; null when that key was destroyed.</summary>
    public byte[]? WrapAlong(string table, ReadOnlySpan<byte> row, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> wrapped)
        => SlotOf(wrapped) is var slot && keys.Read(slot) is { } key ? Wrap(table, row, plain, slot, key) : null;

    /// <summary>What was wrapped; null when it was erased.</summary>
    /// <exception cref="RecordDamagedException">The bytes are not as wrapped, or their key is damaged.</exception>
    public byte[]? Unwrap(string table, ReadOnlySpan<byte> row, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < HeaderSize)
            throw NotAsWrapped(table, row);

        if (keys.Read(SlotOf(wrapped)) is not { } key)
            return null;

        var plain = new byte[wrapped.Length - HeaderSize];
        try
        {
            using var cipher = new AesGcm(key, TagSize);
            cipher.Decrypt(
                wrapped.Slice(sizeof(long), NonceSize), wrapped[HeaderSize..], wrapped.Slice(sizeof(long) + NonceSize, TagSize), plain, Associated(table, row));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw NotAsWrapped(table, row);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Number of the key that wraps some bytes.</summary>
    public static long SlotOf(ReadOnlySpan<byte> wrapped) => wrapped.Length < HeaderSize ? -1 : BinaryPrimitives.ReadInt64BigEndian(wrapped);

    private static byte[] Wrap(string table, ReadOnlySpan<byte> row, ReadOnlySpan<byte> plain, long slot, byte[] key)
    {
        var wrapped = new byte[HeaderSize + plain.Length];
        BinaryPrimitives.WriteInt64BigEndian(wrapped, slot);
        var nonce = wrapped.AsSpan(sizeof(long), NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plain, wrapped.AsSpan(HeaderSize), wrapped.AsSpan(sizeof(long) + NonceSize, TagSize), Associated(table, row));
        CryptographicOperations.ZeroMemory(key);
        return wrapped;
    }

    private static byte[] Associated(string table, ReadOnlySpan<byte> row) => [.. System.Text.Encoding.ASCII.GetBytes(table), (byte)'\n', .. row];

    private static RecordDamagedException NotAsWrapped(string table, ReadOnlySpan<byte> row)
        => new(table, Name(row), "it was not wrapped by the key it names");

    private static string Name(ReadOnlySpan<byte> row)
        => row.Length == sizeof(long)
            ? BinaryPrimitives.ReadInt64BigEndian(row).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : Convert.ToHexStringLower(row);
}
