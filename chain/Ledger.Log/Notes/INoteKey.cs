namespace Ledger.Log;

/// <summary>A parsed public key that checks signatures of one type.</summary>
internal interface INoteKey
{
    /// <summary>Checks a signature; never throws.</summary>
    /// <param name="text">The note's text in UTF-8.</param>
    /// <param name="signature">The line's bytes after the key id.</param>
    /// <param name="time">POSIX seconds when the type states a time.</param>
    bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature, out ulong? time);
}
