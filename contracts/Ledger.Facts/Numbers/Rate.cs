using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>A tax rate in whole parts per 100,000, 0 to 100 %: 1.5 % is 1,500.</summary>
public readonly record struct Rate : IFact<Rate>, IComparable<Rate>
{
    /// <summary>100 %.</summary>
    public const uint Whole = 100_000;

    private const int PercentScale = 3;
    private const int FractionScale = 5;

    private Rate(uint value) => PerHundredThousand = value;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("税率", "rate");

    /// <summary>0 %.</summary>
    public static Rate Zero => default;

    /// <summary>The rate in parts per 100,000.</summary>
    public uint PerHundredThousand { get; }

    /// <summary>A rate in parts per 100,000.</summary>
    /// <exception cref="FactFormatException">Above 100 %.</exception>
    public static Rate FromPerHundredThousand(uint value)
        => TryFromPerHundredThousand(value, out var rate, out var error) ? rate : throw new FactFormatException(error);

    /// <summary>A rate in parts per 100,000; refuses more than 100 %.</summary>
    public static bool TryFromPerHundredThousand(uint value, out Rate rate, [NotNullWhen(false)] out FormatError? error)
    {
        var fits = value <= Whole;
        rate = fits ? new(value) : default;
        error = fits ? null : new(Name, 0, DecimalText.FormatShort(value, PercentScale) + "%", new("不超过100%", "at most 100%"));
        return fits;
    }

    /// <summary>Reads <c>1.5%</c> or <c>0.015</c>.</summary>
    /// <exception cref="FactFormatException">Not a rate.</exception>
    public static Rate Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>Reads <c>1.5%</c> or <c>0.015</c>, 0 to 100 %; finer than 1 in 100,000 is refused, not rounded.</summary>
    public static bool TryParse(string? text, out Rate value, [NotNullWhen(false)] out FormatError? error)
    {
        value = default;
        var percent = text?.EndsWith('%') ?? false;
        var number = percent ? text![..^1] : text;
        var scale = percent ? PercentScale : FractionScale;
        var point = number?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (point >= 0 && number!.AsSpan(point + 1).TrimEnd('0').Length > scale)
        {
            error = new(Name, 0, text, new("不细于十万分之一", "nothing finer than 1 in 100,000"));
            return false;
        }

        if (!DecimalText.TryParse(number, Name, scale, Whole, out var parts, out error))
            return false;

        value = new((uint)parts);
        return true;
    }

    /// <summary>Order by size.</summary>
    public int CompareTo(Rate other) => PerHundredThousand.CompareTo(other.PerHundredThousand);

    /// <summary>Less.</summary>
    public static bool operator <(Rate left, Rate right) => left.PerHundredThousand < right.PerHundredThousand;

    /// <summary>More.</summary>
    public static bool operator >(Rate left, Rate right) => left.PerHundredThousand > right.PerHundredThousand;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(Rate left, Rate right) => left.PerHundredThousand <= right.PerHundredThousand;

    /// <summary>More or equal.</summary>
    public static bool operator >=(Rate left, Rate right) => left.PerHundredThousand >= right.PerHundredThousand;

    /// <summary>The canonical text in percent, e.g. <c>1.5%</c>.</summary>
    public override string ToString() => DecimalText.FormatShort(PerHundredThousand, PercentScale) + "%";
}
