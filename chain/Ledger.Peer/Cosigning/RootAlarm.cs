namespace Ledger.Peers;

/// <summary>An alarm for ever: a cosigner's key signed another root than this peer holds, or two roots at one size.</summary>
/// <param name="Organisation">Whose key it is.</param>
/// <param name="Key">The key, as a verifier key.</param>
/// <param name="Block">Block the second line was shown for; only its size is signed.</param>
/// <param name="Size">Size of the log, in entries, over which the roots differ.</param>
/// <param name="First">What it contradicts: a note with the same key's line at that size where one is held, else the newest
/// checkpoint that bears the quorum, else the text of this peer's own checkpoint.</param>
/// <param name="Second">Note with the key's other line, which verifies.</param>
/// <param name="SeenMs">When this peer saw it, ms since the epoch, by its own clock.</param>
public sealed record RootAlarm(string Organisation, string Key, ulong Block, ulong Size, string First, string Second, ulong SeenMs)
{
    /// <summary>Names key and size.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Organisation} signed another root for block {Block}, size {Size} (key {Key[..Key.IndexOf('+', Key.IndexOf('+') + 1)]})");
}
