using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Parcel code (宗地代码), 19 characters: levels 1 to 5 of a unit code, GB/T 37346-2019. Without a check digit.
/// </summary>
public sealed record ParcelCode : TextFact<ParcelCode>, IFact<ParcelCode>
{
    private ParcelCode(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("宗地代码", "parcel code");

    /// <summary>County-level division, 6 digits (GB/T 2260).</summary>
    public string Division => Text[..6];

    /// <summary>Cadastral district (地籍区), 3 digits.</summary>
    public string District => Text[6..9];

    /// <summary>Cadastral sub-district (地籍子区), 3 digits.</summary>
    public string SubDistrict => Text[9..12];

    /// <summary>Character 13: G state-owned, J collectively owned, Z undetermined or disputed.</summary>
    public char Ownership => Text[12];

    /// <summary>Character 14: kind of the land or sea right, e.g. B for construction land (建设用地使用权).</summary>
    public char Right => Text[13];

    /// <summary>Serial, 1 to 99,999.</summary>
    public int Serial => int.Parse(Text.AsSpan(14), System.Globalization.NumberStyles.None, provider: null);

    /// <summary>The unit of the parcel itself: this code and <c>W00000000</c>.</summary>
    public UnitCode Unit => UnitCode.OfParcel(this);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out ParcelCode value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, DivisionPrefixes.Any, out value, out error);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out ParcelCode value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        return TryParse(text, grammar.Divisions, out value, out error);
    }

    /// <summary>Reads a code of one of the divisions allowed.</summary>
    public static bool TryParse(
        string? text, DivisionPrefixes allowed, [MaybeNullWhen(false)] out ParcelCode value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var scanner = new Scanner(text, Name);
        scanner.Exactly(ParcelGrammar.Length);
        ParcelGrammar.Scan(ref scanner, text, allowed);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);

    /// <summary>The code as registries print it, in groups of 6, 6 and 7.</summary>
    public string ToDisplay() => $"{Text[..6]} {Text[6..12]} {Text[12..]}";

    internal static ParcelCode OfUnit(string unit) => new(unit[..ParcelGrammar.Length]);
}
