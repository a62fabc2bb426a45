namespace Ledger.Peers;

/// <summary>An open file whose bytes are written in place. Not safe for use by several threads. Whatever fails is an <see cref="IOException"/>.</summary>
internal interface IDiskFile : IDisposable
{
    string Path { get; }

    /// <summary>Bytes it has.</summary>
    long Length { get; }

    /// <summary>Reads from a position on; fewer bytes than asked for at its end, 0 behind it.</summary>
    int Read(Span<byte> bytes, long position);

    /// <summary>Writes at a position; not durable before <see cref="Flush"/>, and until then any part of it may be lost.</summary>
    void Write(ReadOnlySpan<byte> bytes, long position);

    /// <summary>Makes durable what was written.</summary>
    void Flush();
}
