using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// An amount of renminbi in whole fen, 0 to 10^15 (ten trillion yuan). Never negative: a refund is an amount of its own kind.
/// </summary>
public readonly record struct Money : IFact<Money>, IComparable<Money>
{
    /// <summary>Largest amount, in fen.</summary>
    public const ulong MaximumFen = 1_000_000_000_000_000;

    private const int FenScale = 2;
    private const int WanYuanScale = 6;

    private Money(ulong fen) => Fen = fen;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("金额", "amount");

    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>The amount in fen.</summary>
    public ulong Fen { get; }

    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">Above <see cref="MaximumFen"/>.</exception>
    public static Money operator +(Money left, Money right) => left.TryAdd(right, out var sum)
        ? sum
        : throw new OverflowException($"{left} + {right} yuan exceeds the largest amount.");

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">Below zero.</exception>
    public static Money operator -(Money left, Money right) => left.TrySubtract(right, out var difference)
        ? difference
        : throw new OverflowException($"{left} - {right} yuan is below zero.");

    /// <summary>Less.</summary>
    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;

    /// <summary>More.</summary>
    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;

    /// <summary>Less or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;

    /// <summary>More or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;

    /// <summary>An amount in fen.</summary>
    /// <exception cref="FactFormatException">Above <see cref="MaximumFen"/>.</exception>
    public static Money FromFen(ulong fen)
        => TryFromFen(fen, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>An amount in fen; refuses more than <see cref="MaximumFen"/>.</summary>
    public static bool TryFromFen(ulong fen, out Money value, [NotNullWhen(false)] out FormatError? error)
    {
        var fits = fen <= MaximumFen;
        value = fits ? new(fen) : default;
        error = fits ? null : new(Name, 0, DecimalText.Format(fen, FenScale), AtMost);
        return fits;
    }

    /// <summary>A whole number of yuan.</summary>
    /// <exception cref="FactFormatException">Above <see cref="MaximumFen"/>.</exception>
    public static Money FromYuan(uint yuan) => FromFen(yuan * 100UL);

    /// <summary>Reads an amount in yuan; what lies below a fen is rounded half up.</summary>
    /// <exception cref="FactFormatException">Not a number, negative, or above <see cref="MaximumFen"/>.</exception>
    public static Money Parse(string text) => Parse(text, MoneyUnit.Yuan);

    /// <summary>Reads an amount in the given unit; what lies below a fen is rounded half up.</summary>
    /// <exception cref="FactFormatException">Not a number, negative, or above <see cref="MaximumFen"/>.</exception>
    public static Money Parse(string text, MoneyUnit unit)
        => TryParse(text, unit, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>Reads an amount in yuan; what lies below a fen is rounded half up.</summary>
    public static bool TryParse(string? text, out Money value, [NotNullWhen(false)] out FormatError? error)
        => TryParse(text, MoneyUnit.Yuan, out value, out error);

    /// <summary>Reads an amount in the given unit: digits, optionally a point and digits; no sign, no separators.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The unit is none of <see cref="MoneyUnit"/>.</exception>
    public static bool TryParse(string? text, MoneyUnit unit, out Money value, [NotNullWhen(false)] out FormatError? error)
    {
        var scale = unit switch
        {
            MoneyUnit.Yuan => FenScale,
            MoneyUnit.TenThousandYuan => WanYuanScale,
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "The unit of an amount is yuan or ten thousand yuan."),
        };
        var read = DecimalText.TryParse(text, Name, scale, MaximumFen, out var fen, out error);
        value = new(fen);
        return read;
    }

    /// <summary>The sum; false above <see cref="MaximumFen"/>.</summary>
    public bool TryAdd(Money other, out Money sum)
    {
        var fits = Fen + other.Fen <= MaximumFen;
        sum = fits ? new(Fen + other.Fen) : default;
        return fits;
    }

    /// <summary>The difference; false below zero.</summary>
    public bool TrySubtract(Money other, out Money difference)
    {
        var fits = other.Fen <= Fen;
        difference = fits ? new(Fen - other.Fen) : default;
        return fits;
    }

    /// <summary>How far two amounts lie apart, whichever is larger.</summary>
    public Money DistanceTo(Money other) => new(Fen >= other.Fen ? Fen - other.Fen : other.Fen - Fen);

    /// <summary>Tax on this base: base × rate, rounded half up to the fen.</summary>
    public Money MultiplyRoundHalfUp(Rate rate) => new(DivideHalfUp((UInt128)Fen * rate.PerHundredThousand, Rate.Whole));

    /// <summary>The price without VAT of a price that includes it: gross ÷ (1 + rate), rounded half up to the fen.</summary>
    public Money NetOf(Rate vat) => new(DivideHalfUp((UInt128)Fen * Rate.Whole, Rate.Whole + vat.PerHundredThousand));

    /// <summary>Order by amount.</summary>
    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>The canonical text: yuan with two decimals, e.g. <c>1200000.00</c>.</summary>
    public override string ToString() => DecimalText.Format(Fen, FenScale);

    /// <summary>The amount as people read it: <c>1,200,000.00元</c>.</summary>
    public Wording ToDisplay()
    {
        var text = DecimalText.FormatGrouped(Fen, FenScale);
        return new(text + "元", "CNY " + text);
    }

    private static Wording AtMost => new("不超过10000000000000.00元", "at most 10000000000000.00 yuan");

    private static ulong DivideHalfUp(UInt128 dividend, ulong divisor) => (ulong)((dividend + (divisor / 2)) / divisor);
}
