using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ledger.Departments;

/// <summary>
/// A chain over the header of every row written: kind, key and hash, nothing personal, so that erasing a content breaks
/// nothing. One link per commit: SHA-256 of <c>"ledger.v1.records\n" || link before || number of the commit || headers</c>.
/// </summary>
/// <remarks>A header is <c>kind (1) || length of key (1) || key || hash (32)</c>. Not for two threads at a time.</remarks>
internal sealed class RecordChain
{
    /// <summary>Bytes of a link; the one before the first commit is all zeros.</summary>
    public const int LinkSize = SHA256.HashSizeInBytes;

    private static readonly byte[] Name = "ledger.v1.records\n"u8.ToArray();

    private readonly ArrayBufferWriter<byte> headers = new();

    public RecordChain(long number, byte[] link) => (Number, Link) = (number, link);

    /// <summary>Number of the newest commit.</summary>
    public long Number { get; private set; }

    /// <summary>Its link.</summary>
    public byte[] Link { get; private set; }

    /// <summary>Whether nothing was added since the newest commit.</summary>
    public bool IsEmpty => headers.WrittenCount == 0;

    /// <summary>Adds the header of a row whose key is a number.</summary>
    public void Add(RecordKind kind, long key, ReadOnlySpan<byte> hash)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, key);
        Add(kind, number, hash);
    }

    /// <summary>Adds the header of a row.</summary>
    public void Add(RecordKind kind, ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash)
    {
        headers.Write([(byte)kind, checked((byte)key.Length)]);
        headers.Write(key);
        headers.Write(hash);
    }

    /// <summary>The commit that what was added makes.</summary>
    public (long Number, byte[] Headers, byte[] Link) Next()
    {
        var headers = this.headers.WrittenSpan.ToArray();
        return (Number + 1, headers, LinkOf(Link, Number + 1, headers));
    }

    /// <summary>The commit is written.</summary>
    public void Accept(long number, byte[] link)
    {
        (Number, Link) = (number, link);
        headers.ResetWrittenCount();
    }

    /// <summary>The link of a commit.</summary>
    public static byte[] LinkOf(ReadOnlySpan<byte> before, long number, ReadOnlySpan<byte> headers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(Name);
        hash.AppendData(before);
        hash.AppendData(bytes);
        hash.AppendData(headers);
        return hash.GetHashAndReset();
    }

    /// <summary>The headers of a commit, in order; null when the bytes are no headers.</summary>
    public static List<(RecordKind Kind, byte[] Key, byte[] Hash)>? Read(ReadOnlySpan<byte> headers)
    {
        var read = new List<(RecordKind, byte[], byte[])>();
        while (headers.Length > 0)
        {
            if (headers.Length < 2 || headers.Length < 2 + headers[1] + RowHash.Size)
                return null;

            var key = headers.Slice(2, headers[1]);
            read.Add(((RecordKind)headers[0], key.ToArray(), headers.Slice(2 + key.Length, RowHash.Size).ToArray()));
            headers = headers[(2 + key.Length + RowHash.Size)..];
        }

        return read;
    }
}
