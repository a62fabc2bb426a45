using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>The store holds other bytes than were written to it, or lacks some. The peer does not serve from it.</summary>
public sealed class StoreDamagedException : StoreException
{
    /// <summary>Names what is damaged.</summary>
    /// <param name="message">What was found and what to do.</param>
    /// <param name="path">File or folder concerned.</param>
    /// <param name="firstBlock">First block that is lacking or affected, when known.</param>
    /// <param name="inner">What the storage engine said.</param>
    public StoreDamagedException(string message, string path, ulong? firstBlock = null, Exception? inner = null)
        : base(message, inner)
    {
        Path = path;
        FirstBlock = firstBlock;
    }

    /// <summary>File or folder concerned.</summary>
    public string Path { get; }

    /// <summary>First block that is lacking or affected; null when it cannot be told.</summary>
    public ulong? FirstBlock { get; }
}
