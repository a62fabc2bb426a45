using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>A building (幢): the first 24 characters of its units' codes, the parcel's code, F and 4 digits (GB/T 37346).</summary>
public sealed record BuildingCode : TextFact<BuildingCode>, IFact<BuildingCode>
{
    /// <summary>Characters of a building's code.</summary>
    public const int Length = 24;

    private BuildingCode(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("幢编码", "building code");

    /// <summary>The parcel it stands on.</summary>
    public ParcelCode Parcel => ParcelCode.OfUnit(Text);

    /// <summary>The building of a unit's code; of a parcel's too, where it names nothing.</summary>
    public static string OfUnit(string unitCode)
    {
        ArgumentNullException.ThrowIfNull(unitCode);
        return unitCode[..Length];
    }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out BuildingCode value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, LocalGrammar.Any, out value, out error);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out BuildingCode value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        var scanner = new Scanner(text, Name);
        scanner.Exactly(Length);
        ParcelGrammar.Scan(ref scanner, text, grammar.Divisions);
        scanner.Literal("F");
        scanner.Digits(4, new("幢号", "the building's number"));
        scanner.End();
        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);
}
