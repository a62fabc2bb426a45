namespace Ledger.Facts;

/// <summary>The block CJK Unified Ideographs, which certificate and court document numbers draw on.</summary>
internal static class Ideograph
{
    public static bool Is(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
