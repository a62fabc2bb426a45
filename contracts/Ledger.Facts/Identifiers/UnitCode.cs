using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Real-estate unit code (不动产单元代码), 28 characters, GB/T 37346-2019: the key that joins what all departments record.
/// Without a check digit. Seven levels: division (6), cadastral district (3) and sub-district (3), parcel characteristic
/// (2), parcel serial (5), fixture characteristic (1), fixture unit (8). W stands only with 00000000, F never.
/// </summary>
public sealed record UnitCode : TextFact<UnitCode>, IFact<UnitCode>
{
    /// <summary>Characters of a unit code.</summary>
    public const int Length = 28;

    private const string NoFixture = "W00000000";
    private static readonly Wording FixtureUnitName = new("定着物单元号（幢号4位、户号4位）", "the fixture unit (building 4, door 4)");

    private UnitCode(string text)
        : base(text)
    {
    }

    /// <inheritdoc/>
    public static Wording Name { get; } = new("不动产单元代码", "unit code");

    /// <summary>County-level division, 6 digits (GB/T 2260).</summary>
    public string Division => Text[..6];

    /// <summary>Cadastral district (地籍区), 3 digits.</summary>
    public string District => Text[6..9];

    /// <summary>Cadastral sub-district (地籍子区), 3 digits.</summary>
    public string SubDistrict => Text[9..12];

    /// <summary>The parcel the code is built on: its first 19 characters.</summary>
    public ParcelCode Parcel => ParcelCode.OfUnit(Text);

    /// <summary>The unit of that parcel: its code and <c>W00000000</c>; this unit when it is a parcel itself.</summary>
    public UnitCode ParcelUnit => IsParcel ? this : OfParcel(Parcel);

    /// <summary>What stands on the parcel (character 20).</summary>
    public FixtureKind Fixture => Text[19] switch
    {
        'W' => FixtureKind.None,
        'F' => FixtureKind.Building,
        'L' => FixtureKind.Forest,
        _ => FixtureKind.Other,
    };

    /// <summary>Fixture unit (定着物单元号), 8 digits; for a building 4 digits of building (幢) and 4 of door (户).</summary>
    public string FixtureUnit => Text[20..];

    /// <summary>Whether this is the land (or sea) alone, a W unit.</summary>
    public bool IsParcel => Text[19] == 'W';

    /// <summary>Whether the unit is a sea area (character 14 is H), which lies in no cadastral district.</summary>
    public bool IsSea => Text[13] == 'H';

    /// <summary>A placeholder not yet matched to a parcel (虚拟单元号): digits 7 to 12 are zeros and it is not sea (rule F-02).</summary>
    public bool IsVirtual => !IsSea && Text.AsSpan(6, 6).SequenceEqual("000000");

    /// <inheritdoc/>
    public static bool TryParse(string? text, [MaybeNullWhen(false)] out UnitCode value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, DivisionPrefixes.Any, out value, out error);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text, LocalGrammar grammar, [MaybeNullWhen(false)] out UnitCode value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(grammar);
        return TryParse(text, grammar.Divisions, out value, out error);
    }

    /// <summary>Reads a code of one of the divisions allowed (rule F-01).</summary>
    public static bool TryParse(
        string? text, DivisionPrefixes allowed, [MaybeNullWhen(false)] out UnitCode value, [NotNullWhen(false)] out FormatError? error)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        var scanner = new Scanner(text, Name);
        scanner.Exactly(Length);
        ParcelGrammar.Scan(ref scanner, text, allowed);
        var fixture = scanner.OneOf("FLQW");
        var unit = scanner.Digits(8, FixtureUnitName);
        scanner.End();
        if (fixture == 'W' && unit != 0)
        {
            scanner.FailAt(20, text![20..], new("W之后的00000000", "00000000 after W"));
        }
        else if (fixture == 'F' && unit == 0)
        {
            scanner.FailAt(20, text![20..], new("F之后的幢号和户号，不得全为0", "building and door numbers after F, not all zeros"));
        }

        error = scanner.Error;
        value = error is null ? new(text!) : null;
        return error is null;
    }

    /// <inheritdoc cref="Canonicalize.FoldUpper"/>
    public static string Fold(string text) => Canonicalize.FoldUpper(text);

    /// <summary>The unit of a parcel.</summary>
    public static UnitCode OfParcel(ParcelCode parcel)
    {
        ArgumentNullException.ThrowIfNull(parcel);
        return new(parcel + NoFixture);
    }

    /// <summary>The code as registries print it, in groups of 6, 6, 7 and 9.</summary>
    public string ToDisplay() => $"{Text[..6]} {Text[6..12]} {Text[12..19]} {Text[19..]}";
}
