using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Parcel code (宗地代码), 19 characters: levels 1 to 5 of a unit code, GB/T 37346-2019. Without a check digit.
/// </summary>
public sealed record ParcelCode : IFact<ParcelCode>
{
    private readonly string _text;

    private ParcelCode(string text) => _text = text;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("宗地代码", "parcel code");

    /// <summary>County-level division, 6 digits (GB/T 2260).</summary>
    public string Division => _text[..6];

    /// <summary>Cadastral district (地籍区), 3 digits.</summary>
    public string District => _text[6..9];

    /// <summary>Cadastral sub-district (地籍子区), 3 digits.</summary>
    public string SubDistrict => _text[9..12];

    /// <summary>Character 13: G state-owned, J collectively owned, Z undetermined or disputed.</summary>
    public char Ownership => _text[12];

    /// <summary>Character 14: kind of the land or sea right, e.g. B for construction land (建设用地使用权).</summary>
    public char Right => _text[13];

    /// <summary>Serial, 1 to 99,999.</summary>
    public int Serial => int.Parse(_text.AsSpan(14), System.Globalization.NumberStyles.None, provider: null);

    /// <summary>The unit of the parcel itself: this code and <c>W00000000</c>.</summary>
    public UnitCode Unit => UnitCode.OfParcel(this);

    /// <summary>Reads a code of the default profile (<see cref="DivisionPrefixes.Dongguan"/>).</summary>
    /// <exception cref="FactFormatException">Not a parcel code.</exception>
    public static ParcelCode Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out ParcelCode value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, DivisionPrefixes.Dongguan, out value, out error);

    /// <summary>Reads a code of one of the divisions allowed.</summary>
    public static bool TryParse(
        string? text, DivisionPrefixes allowed, [MaybeNullWhen(false)] out ParcelCode value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var scanner = new Scanner(text, Name);
        ParcelGrammar.Scan(ref scanner, text, allowed);
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);

    /// <summary>The code as registries print it, in groups of 6, 6 and 7.</summary>
    public string ToDisplay() => $"{_text[..6]} {_text[6..12]} {_text[12..]}";

    /// <summary>The canonical 19 characters.</summary>
    public override string ToString() => _text;

    internal static ParcelCode OfUnit(string unit) => new(unit[..ParcelGrammar.Length]);
}
