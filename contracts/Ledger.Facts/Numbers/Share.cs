using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ledger.Facts;

/// <summary>
/// An exact share of a unit: a fraction of 64-bit integers, always reduced. Results that do not fit are refused, never
/// rounded or wrapped. A share above 1 can occur as a sum and says that the parts are wrong; an owner's share is above 0
/// and at most 1 (<see cref="IsOwnable"/>).
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Share : IFact<Share>, IComparable<Share>
{
    // The denominator less one, so that the default value is 0/1 and valid.
    private readonly ulong denominatorLessOne;

    private Share(ulong numerator, ulong denominator) => (Numerator, denominatorLessOne) = (numerator, denominator - 1);

    /// <inheritdoc/>
    public static Wording Name { get; } = new("份额", "share");

    /// <summary>Nothing.</summary>
    public static Share Zero => default;

    /// <summary>The whole.</summary>
    public static Share One { get; } = new(1, 1);

    /// <summary>Numerator of the reduced fraction.</summary>
    public ulong Numerator { get; }

    /// <summary>Denominator of the reduced fraction, at least 1.</summary>
    public ulong Denominator => denominatorLessOne + 1;

    /// <summary>Whether an owner can hold it: above 0 and at most 1.</summary>
    public bool IsOwnable => Numerator > 0 && Numerator <= Denominator;

    /// <summary>Smaller.</summary>
    public static bool operator <(Share left, Share right) => left.CompareTo(right) < 0;

    /// <summary>Larger.</summary>
    public static bool operator >(Share left, Share right) => left.CompareTo(right) > 0;

    /// <summary>Smaller or equal.</summary>
    public static bool operator <=(Share left, Share right) => left.CompareTo(right) <= 0;

    /// <summary>Larger or equal.</summary>
    public static bool operator >=(Share left, Share right) => left.CompareTo(right) >= 0;

    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">The reduced sum does not fit 64 bits.</exception>
    public static Share operator +(Share left, Share right)
        => left.TryAdd(right, out var sum) ? sum : throw Overflow($"{left} + {right}");

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">Below zero, or the reduced difference does not fit 64 bits.</exception>
    public static Share operator -(Share left, Share right)
        => left.TrySubtract(right, out var difference) ? difference : throw Overflow($"{left} - {right}");

    /// <summary>The product: a share of a share.</summary>
    /// <exception cref="OverflowException">The reduced product does not fit 64 bits.</exception>
    public static Share operator *(Share left, Share right)
        => left.TryMultiply(right, out var product) ? product : throw Overflow($"{left} × {right}");

    /// <summary>A fraction, reduced.</summary>
    /// <exception cref="FactFormatException">The denominator is 0.</exception>
    public static Share Of(ulong numerator, ulong denominator)
        => TryCreate(numerator, denominator, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>A fraction, reduced; refuses the denominator 0.</summary>
    public static bool TryCreate(ulong numerator, ulong denominator, out Share value, [NotNullWhen(false)] out FormatError? error)
    {
        if (denominator == 0)
        {
            value = default;
            error = new(Name, 0, $"{numerator}/0", new("分母不为0的分数", "a fraction whose denominator is not 0"));
            return false;
        }

        var divisor = Divisor(numerator, denominator);
        value = new((ulong)(numerator / divisor), (ulong)(denominator / divisor));
        error = null;
        return true;
    }

    /// <summary>
    /// An owner's share as an event or a page spells it: reduced, above 0, at most 1. Refuses any other spelling, so that
    /// one share has one.
    /// </summary>
    public static bool TryReadOwned(ulong numerator, ulong denominator, out Share value, [NotNullWhen(false)] out FormatError? error)
    {
        if (!TryCreate(numerator, denominator, out value, out error))
            return false;

        if (!value.IsOwnable)
        {
            error = NotOwnable($"{numerator}/{denominator}");
        }
        else if (value.Denominator != denominator)
        {
            error = new(Name, 0, $"{numerator}/{denominator}", new($"最简分数{value}", $"the reduced fraction {value}"));
        }

        value = error is null ? value : default;
        return error is null;
    }

    /// <summary>Reads an owner's share: <c>1/2</c>, <c>50%</c> or <c>0.5</c>.</summary>
    /// <exception cref="FactFormatException">Not a share above 0 and at most 1.</exception>
    public static Share Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>Reads an owner's share, above 0 and at most 1: <c>1/2</c>, <c>50%</c> or <c>0.5</c>; the canonical text is the reduced fraction.</summary>
    public static bool TryParse(string? text, out Share value, [NotNullWhen(false)] out FormatError? error)
    {
        value = default;
        if (text?.Contains('/', StringComparison.Ordinal) ?? false)
        {
            if (!TryReadFraction(text, out var numerator, out var denominator, out error)
                || !TryCreate(numerator, denominator, out value, out error))
            {
                return false;
            }
        }
        else if (!TryReadDecimal(text, out value, out error))
        {
            return false;
        }

        if (!value.IsOwnable)
        {
            value = default;
            error = NotOwnable(text!);
        }

        return error is null;
    }

    /// <summary>
    /// The exact sum of any number of shares, the same in every order: only the sum itself must fit 64 bits, not what
    /// arises on the way.
    /// </summary>
    public static bool TrySum(IEnumerable<Share> shares, out Share sum)
    {
        ArgumentNullException.ThrowIfNull(shares);
        BigInteger numerator = 0;
        BigInteger denominator = 1;
        foreach (var share in shares)
        {
            numerator = (numerator * share.Denominator) + (share.Numerator * denominator);
            denominator *= share.Denominator;
            var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
            numerator /= divisor;
            denominator /= divisor;
        }

        var fits = numerator <= ulong.MaxValue && denominator <= ulong.MaxValue;
        sum = fits ? new((ulong)numerator, (ulong)denominator) : default;
        return fits;
    }

    /// <summary>The sum; false when the reduced sum does not fit 64 bits.</summary>
    public bool TryAdd(Share other, out Share sum)
    {
        var divisor = Divisor(Denominator, other.Denominator);
        var left = Numerator * (other.Denominator / divisor);
        var right = other.Numerator * (Denominator / divisor);
        sum = default;

        // A sum above 128 bits cannot reduce to 64: only a factor of the divisor can cancel.
        return right <= UInt128.MaxValue - left
            && TryReduce(left + right, Denominator / divisor * other.Denominator, out sum);
    }

    /// <summary>The difference; false when it is below zero or does not fit 64 bits.</summary>
    public bool TrySubtract(Share other, out Share difference)
    {
        var divisor = Divisor(Denominator, other.Denominator);
        var left = Numerator * (other.Denominator / divisor);
        var right = other.Numerator * (Denominator / divisor);
        difference = default;
        return right <= left && TryReduce(left - right, Denominator / divisor * other.Denominator, out difference);
    }

    /// <summary>The product, a share of a share; false when the reduced product does not fit 64 bits.</summary>
    public bool TryMultiply(Share other, out Share product)
        => TryReduce((UInt128)Numerator * other.Numerator, (UInt128)Denominator * other.Denominator, out product);

    /// <summary>Exact order by size; never overflows.</summary>
    public int CompareTo(Share other)
        => ((UInt128)Numerator * other.Denominator).CompareTo((UInt128)other.Numerator * Denominator);

    /// <summary>The canonical reduced fraction, e.g. <c>1/2</c>; <c>1/1</c> for the whole.</summary>
    public override string ToString() => $"{Numerator}/{Denominator}";

    private static bool TryReadFraction(string text, out ulong numerator, out ulong denominator, [NotNullWhen(false)] out FormatError? error)
    {
        var scanner = new Scanner(text, Name);
        numerator = Number(ref scanner, text);
        scanner.Literal("/");
        denominator = Number(ref scanner, text);
        scanner.End();
        error = scanner.Error;
        return error is null;
    }

    private static ulong Number(ref Scanner scanner, string text)
    {
        var start = scanner.Index;
        var length = scanner.DigitRun(1, 40);
        ulong value = 0;
        if (!scanner.Failed
            && !ulong.TryParse(text.AsSpan(start, length), System.Globalization.NumberStyles.None, provider: null, out value))
        {
            scanner.FailAt(start, text.Substring(start, length), new($"不超过{ulong.MaxValue}的整数", $"an integer of at most {ulong.MaxValue}"));
        }

        return value;
    }

    private static bool TryReadDecimal(string? text, out Share value, [NotNullWhen(false)] out FormatError? error)
    {
        value = default;
        var percent = text?.EndsWith('%') ?? false;
        var number = percent ? text![..^1] : text;
        var point = number?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        var decimals = point < 0 ? 0 : number!.Length - point - 1;
        var scale = decimals + (percent ? 2 : 0);
        if (scale > 18)
        {
            error = new(Name, 0, text, new("至多18位小数，更精确时请写分数", "at most 18 decimals; write a fraction for more"));
            return false;
        }

        return DecimalText.TryParse(number, Name, decimals, ulong.MaxValue, out var scaled, out error)
            && TryCreate(scaled, DecimalText.PowerOfTen(scale), out value, out error);
    }

    private static bool TryReduce(UInt128 numerator, UInt128 denominator, out Share value)
    {
        var divisor = Divisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
        var fits = numerator <= ulong.MaxValue && denominator <= ulong.MaxValue;
        value = fits ? new((ulong)numerator, (ulong)denominator) : default;
        return fits;
    }

    private static UInt128 Divisor(UInt128 left, UInt128 right)
    {
        while (right != 0)
            (left, right) = (right, left % right);

        return left;
    }

    private static FormatError NotOwnable(string seen)
        => new(Name, 0, seen, new("大于0且不超过1的份额", "a share above 0 and at most 1"));

    private static OverflowException Overflow(string operation)
        => new($"{operation} is no share of 64-bit numerator and denominator.");
}
