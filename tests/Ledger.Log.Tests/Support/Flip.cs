namespace Ledger.Log.Tests;

/// <summary>Changes at every place.</summary>
internal static class Flip
{
    /// <summary>Every copy of the bytes with one bit of one byte changed: the lowest, that of letter case, the highest.</summary>
    public static IEnumerable<byte[]> EveryByte(byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var mask in new byte[] { 0x01, 0x20, 0x80 })
            {
                var copy = (byte[])bytes.Clone();
                copy[i] ^= mask;
                yield return copy;
            }
        }
    }
}
