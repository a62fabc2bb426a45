namespace Ledger.Facts;

/// <summary>The profile of contract and filing numbers: 6 digits, a letter, 4 digits (yyMM), 7 digits.</summary>
internal static class SaleNumberGrammar
{
    public static void Scan(ref Scanner scanner)
    {
        scanner.Digits(6);
        scanner.OneOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ", new("大写字母（A增量房，B存量房）", "an upper-case letter (A new-build, B stock)"));
        scanner.Digits(4);
        scanner.Digits(7);
    }
}
