namespace Ledger.Log;

/// <summary>A signature line that verified under a known key. Made only by verifying or signing.</summary>
public sealed class VerifiedSignature
{
    internal VerifiedSignature(VerifierKey key, NoteSignature line, ulong? time)
    {
        Key = key;
        Line = line;
        Time = time;
    }

    /// <summary>The key that signed.</summary>
    public VerifierKey Key { get; }

    /// <summary>The line as it stands in a note.</summary>
    public NoteSignature Line { get; }

    /// <summary>POSIX seconds of the cosigner's clock; null for a log's signature, which states no time.</summary>
    public ulong? Time { get; }
}
