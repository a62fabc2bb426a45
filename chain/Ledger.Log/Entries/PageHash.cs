using System.Buffers;
using System.Text;

namespace Ledger.Log;

/// <summary>Hash and blinding nonce of a page of the world state.</summary>
public static class PageHash
{
    /// <summary>Length of a page's nonce, in bytes.</summary>
    public const int NonceSize = 16;

    private static ReadOnlySpan<byte> NoncePrefix => "ledger.v1.page\n"u8;

    /// <summary>SHA-256 of a page's bytes: what the tree holds under its key.</summary>
    /// <param name="page">A <see cref="V1.Page"/> in its one encoding.</param>
    public static byte[] Of(ReadOnlySpan<byte> page) => Sha256.Hash(page);

    /// <summary>
    /// The page's nonce: first 16 bytes of <c>SHA-256("ledger.v1.page\n" || envelope nonce || key)</c>, so that a hash betrays
    /// nothing to who does not hold the page.
    /// </summary>
    /// <param name="envelopeNonce">16 bytes: nonce of the envelope that changes the page, or of genesis.</param>
    /// <param name="key">The page's key.</param>
    /// <exception cref="ArgumentException">The envelope's nonce is not 16 bytes long: where it ends and the key begins would not be clear.</exception>
    public static byte[] Nonce(ReadOnlySpan<byte> envelopeNonce, ReadOnlySpan<byte> key)
    {
        if (envelopeNonce.Length != EntryCodec.NonceSize)
            throw new ArgumentException($"An envelope's nonce has {EntryCodec.NonceSize} bytes, not {envelopeNonce.Length}.", nameof(envelopeNonce));

        Span<byte> start = stackalloc byte[NoncePrefix.Length + EntryCodec.NonceSize];
        Span<byte> hash = stackalloc byte[Sha256.Size];
        NoncePrefix.CopyTo(start);
        envelopeNonce.CopyTo(start[NoncePrefix.Length..]);
        Sha256.Hash(start, key, hash);
        return hash[..NonceSize].ToArray();
    }

    /// <summary>The page's nonce for a key given as text, in UTF-8.</summary>
    /// <inheritdoc cref="Nonce(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static byte[] Nonce(ReadOnlySpan<byte> envelopeNonce, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(key.Length));
        try
        {
            return Nonce(envelopeNonce, utf8.AsSpan(0, Encoding.UTF8.GetBytes(key, utf8)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }
}
