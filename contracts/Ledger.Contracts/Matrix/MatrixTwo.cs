namespace Ledger.Contracts;

/// <summary>The severity matrix of profile 2 (events.md 6): what each flow makes of what stands on a unit.</summary>
internal static class MatrixTwo
{
    private const string Text =
        """
        flow S P L M B N O H E K C J D T F
        101 R W - - - - - - - X - R - r -
        102 - W X W R W - - I X - R - - -
        103 - W X - - - - - I X - R - - -
        210 X X X c R R W W I X R R R r r
        211 X X X c W R W W I X R R R r r
        212 X X X c W R W W I X R R R r r
        213 X X X c W R W W I X R R R r -
        214 X X X I W W W I I W R R W r -
        215 X X X c W R W W I X R R R r -
        216 X X X c W R W I I X R R R r -
        217 X X X c W R W W I X R R R r -
        218 - - - - - W I W I X W W W r -
        219 - - - I - W I W I X W W W r -
        310 W W - - - - - - - - R R W - -
        311 - - - - - - - - - - R W - - -
        312 X X X W W R W W W X R R R I -
        313 X X X c R R R R W X R R R - -
        314 X X X c R R R R W X R R R - -
        315 X X X W - R W I - X R R R - -
        410 X X X c R R R R c X R R R - -
        411 X X I W W W W W W X R R W - -
        412 X X I W W W W W W - R R W - -
        413 - - - - - W - W W W W W W - -
        510 X X - W - R I I I X - R W I -
        511 X X - X - X I I I W - W W - -
        600 W - - - - - - - - W - - - - -
        601 - - - - - - - - - - - - - - -
        700 - X X - R R - - - X R R R - -
        701 X X X c W R W W - X R R R - -
        702 - X X - R R - - - X R R - - -
        703 X X X - W R W W - X R R W - -
        704 - X - - - - - - - - - W - - -
        800 - - - - - - - - - - - I - - -
        801 - - - - - - - - - - - I - - -
        802 - - - - - - - - - - - I - - -
        803 - - - - - - - - - - - I - - -
        M1  X X X - W R W W I X R R X - -
        M2  X X X - - R W - I X R R R - -
        M3  X X X c - R W W - X R R X - -
        M4  - - - - - - - - - W - R - - -
        M5  X X X c - - - - - X R R - - -
        M6  W W W - - - - - - X R R - - -
        M7  - - - - - - - - - - - R - - -
        M8  W W W - - R - - - X R R - - -
        M9  - - - - - - - - - - - R - - -
        901 X X X R W R W R - X R R R - -
        902 X X X W - R W W W X R R W - -
        903 - - - - - - - - - - - R - - -
        910 - - - I - - - - - I W W - - -
        920 - - - - - - - - - - - I - - -
        K1  X X X I W R W W I X W W R - -
        K2  - X X - R R - - - X - W R - -
        K3  X X X I W R W I - X W W R - I
        K4  - X - - - R - - - - - R - I I
        K5  X X X - W R W W I X W I X - -
        """;

    /// <summary>The matrix.</summary>
    public static Matrix Matrix { get; } = Matrix.Parse(Text);
}
