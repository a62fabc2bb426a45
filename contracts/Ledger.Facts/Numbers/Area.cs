using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// An area in whole 0.01 m², up to 10^13 (100,000 km²), or <i>not stated</i>. A unit without a stated area escapes the
/// rules on area and unit price; an area of zero does not exist.
/// </summary>
public readonly record struct Area : IFact<Area>
{
    /// <summary>Largest area, in 0.01 m².</summary>
    public const ulong MaximumHundredths = 10_000_000_000_000;

    private const int Scale = 2;

    // 0 is "not stated", on the ledger and here, so that the default value is a valid area.
    private readonly ulong stored;

    private Area(ulong stored) => this.stored = stored;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("面积", "area");

    /// <summary>The area is not stated.</summary>
    public static Area NotStated => default;

    /// <summary>Whether there is a figure.</summary>
    public bool IsStated => stored != 0;

    /// <summary>The figure in 0.01 m², at least 1; null when not stated.</summary>
    public ulong? Hundredths => IsStated ? stored : null;

    /// <summary>The figure as the ledger stores it: 0.01 m², 0 for <i>not stated</i>.</summary>
    public ulong Stored => stored;

    /// <summary>An area in 0.01 m².</summary>
    /// <exception cref="FactFormatException">Zero, or above <see cref="MaximumHundredths"/>.</exception>
    public static Area FromHundredths(ulong hundredths)
        => hundredths != 0 && TryFromStored(hundredths, out var value, out _)
            ? value
            : throw new FactFormatException(OutOfRange(DecimalText.Format(hundredths, Scale)));

    /// <summary>An area as the ledger stores it: 0.01 m², 0 for <i>not stated</i>.</summary>
    public static bool TryFromStored(ulong stored, out Area value, [NotNullWhen(false)] out FormatError? error)
    {
        var fits = stored <= MaximumHundredths;
        value = fits ? new(stored) : default;
        error = fits ? null : OutOfRange(DecimalText.Format(stored, Scale));
        return fits;
    }

    /// <summary>Reads square metres, e.g. <c>130.9</c>; what lies below 0.01 m² is rounded half up.</summary>
    /// <exception cref="FactFormatException">Not a number, negative, zero, or too large.</exception>
    public static Area Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>Reads square metres, e.g. <c>130.9</c>; what lies below 0.01 m² is rounded half up. Zero is refused.</summary>
    public static bool TryParse(string? text, out Area value, [NotNullWhen(false)] out FormatError? error)
    {
        value = default;
        if (DecimalText.TryParse(text, Name, Scale, MaximumHundredths, out var hundredths, out error))
        {
            value = new(hundredths);
            error = hundredths == 0 ? OutOfRange(text!) : null;
        }

        return error is null;
    }

    /// <summary>
    /// Whether the area is stated and above a threshold: at 140.00 m² a home is not above 140.
    /// </summary>
    public bool Exceeds(Area threshold) => IsStated && threshold.IsStated && stored > threshold.stored;

    /// <summary>The canonical text: square metres with two decimals, or <c>not stated</c>.</summary>
    public override string ToString() => IsStated ? DecimalText.Format(stored, Scale) : "not stated";

    /// <summary>The area as people read it.</summary>
    public Wording ToDisplay()
        => IsStated ? new($"{this}平方米", $"{this} m²") : new("未记载", "not stated");

    private static FormatError OutOfRange(string seen)
        => new(Name, 0, seen, new("0.01至100000000000.00平方米", "0.01 to 100000000000.00 m²"));
}
