using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// A calendar day of the business world, in UTC+8 (Asia/Shanghai, without daylight saving), from 1800-01-01 to 9999-12-31.
/// On the ledger it is the number yyyymmdd, e.g. 20210531. A document's last day is stored as the day after.
/// </summary>
public readonly record struct Day : IFact<Day>, IComparable<Day>
{
    private const int FirstYear = 1800;
    private const long MillisecondsPerDay = 86_400_000;
    private const long UtcOffsetMilliseconds = 8 * 3_600_000;

    private static readonly int FirstDayNumber = new DateOnly(FirstYear, 1, 1).DayNumber;
    private static readonly int UnixDayNumber = new DateOnly(1970, 1, 1).DayNumber;

    // Counted from 1800-01-01, so that the default value is a valid day.
    private readonly int offset;

    private Day(DateOnly date) => offset = date.DayNumber - FirstDayNumber;

    /// <inheritdoc/>
    public static Wording Name { get; } = new("日期", "date");

    /// <summary>1800-01-01.</summary>
    public static Day First => default;

    /// <summary>9999-12-31.</summary>
    public static Day Last { get; } = new(DateOnly.MaxValue);

    /// <summary>The day as the ledger stores it: yyyymmdd.</summary>
    public uint Number
    {
        get
        {
            var date = Date;
            return (uint)((date.Year * 10_000) + (date.Month * 100) + date.Day);
        }
    }

    /// <summary>Year, 1800 to 9999.</summary>
    public int Year => Date.Year;

    /// <summary>Month, 1 to 12.</summary>
    public int Month => Date.Month;

    /// <summary>Day of the month, 1 to 31.</summary>
    public int DayOfMonth => Date.Day;

    /// <summary>The instant at which the day begins in UTC+8, milliseconds since 1970-01-01T00:00:00Z; negative before.</summary>
    public long StartMilliseconds => ((offset + FirstDayNumber - UnixDayNumber) * MillisecondsPerDay) - UtcOffsetMilliseconds;

    private DateOnly Date => DateOnly.FromDayNumber(offset + FirstDayNumber);

    /// <summary>Earlier.</summary>
    public static bool operator <(Day left, Day right) => left.offset < right.offset;

    /// <summary>Later.</summary>
    public static bool operator >(Day left, Day right) => left.offset > right.offset;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(Day left, Day right) => left.offset <= right.offset;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(Day left, Day right) => left.offset >= right.offset;

    /// <summary>The day of a year, month and day of month.</summary>
    /// <exception cref="FactFormatException">No such day, or out of range.</exception>
    public static Day Of(int year, int month, int day)
        => TryOf(year, month, day, out var value)
            ? value
            : throw new FactFormatException(NoSuchDay($"{year}-{month}-{day}"));

    /// <summary>The day stored as yyyymmdd.</summary>
    /// <exception cref="FactFormatException">No such day, or out of range.</exception>
    public static Day FromNumber(uint number)
        => TryFromNumber(number, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>The day stored as yyyymmdd; refuses days that do not exist, 0 among them.</summary>
    public static bool TryFromNumber(uint number, out Day value, [NotNullWhen(false)] out FormatError? error)
    {
        if (number <= 99_991_231 && TryOf((int)(number / 10_000), (int)(number / 100 % 100), (int)(number % 100), out value))
        {
            error = null;
            return true;
        }

        value = default;
        error = NoSuchDay(number.ToString(provider: null));
        return false;
    }

    /// <summary>The day in UTC+8 in which an instant lies.</summary>
    /// <param name="milliseconds">Since 1970-01-01T00:00:00Z.</param>
    /// <exception cref="ArgumentOutOfRangeException">After 9999-12-31.</exception>
    public static Day At(ulong milliseconds)
        => TryAt(milliseconds, out var day)
            ? day
            : throw new ArgumentOutOfRangeException(nameof(milliseconds), milliseconds, "The instant lies after 9999-12-31.");

    /// <summary>The day in UTC+8 in which an instant lies; false after 9999-12-31.</summary>
    /// <param name="milliseconds">Since 1970-01-01T00:00:00Z.</param>
    /// <param name="day">The day when the result is true.</param>
    public static bool TryAt(ulong milliseconds, out Day day)
    {
        var days = (milliseconds / MillisecondsPerDay)
            + (((milliseconds % MillisecondsPerDay) + UtcOffsetMilliseconds) / MillisecondsPerDay);
        if (days > (ulong)(DateOnly.MaxValue.DayNumber - UnixDayNumber))
        {
            day = default;
            return false;
        }

        day = new(DateOnly.FromDayNumber(UnixDayNumber + (int)days));
        return true;
    }

    /// <summary>Reads <c>yyyy-MM-dd</c>.</summary>
    /// <exception cref="FactFormatException">Not of that form, or no such day.</exception>
    public static Day Parse(string text)
        => TryParse(text, out var value, out var error) ? value : throw new FactFormatException(error);

    /// <summary>Reads <c>yyyy-MM-dd</c>.</summary>
    public static bool TryParse(string? text, out Day value, [NotNullWhen(false)] out FormatError? error)
    {
        value = default;
        var scanner = new Scanner(text, Name);
        var year = scanner.Digits(4);
        scanner.Literal("-");
        var month = scanner.Digits(2);
        scanner.Literal("-");
        var day = scanner.Digits(2);
        scanner.End();
        error = scanner.Error;
        if (error is null && !TryOf((int)year, (int)month, (int)day, out value))
            error = NoSuchDay(text!);

        return error is null;
    }

    /// <summary>This many days later, or earlier when negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result is out of range.</exception>
    public Day AddDays(int days) => Checked((long)offset + days);

    /// <summary>The same day of the month this many months later; the month's last day where that month is shorter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result is out of range.</exception>
    public Day AddMonths(int months)
    {
        var count = (Year * 12L) + Month - 1 + months;
        var year = count / 12;
        if (year is < FirstYear or > 9999)
            throw OutOfRange(nameof(months));

        var month = (int)(count % 12) + 1;
        return new(new DateOnly((int)year, month, Math.Min(DayOfMonth, DateTime.DaysInMonth((int)year, month))));
    }

    /// <summary>The same date this many years later; 28 February for 29 February in a common year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result is out of range.</exception>
    public Day AddYears(int years)
        => Math.Abs((long)years) <= 9999 ? AddMonths(years * 12) : throw OutOfRange(nameof(years));

    /// <summary>Days from the other day to this one; negative when this one is earlier.</summary>
    public int DaysSince(Day other) => offset - other.offset;

    /// <summary>Order in time.</summary>
    public int CompareTo(Day other) => offset.CompareTo(other.offset);

    /// <summary>The canonical <c>yyyy-MM-dd</c>.</summary>
    public override string ToString() => $"{Year:D4}-{Month:D2}-{DayOfMonth:D2}";

    /// <summary>The day as people read it: 2021年5月31日.</summary>
    public Wording ToDisplay() => new($"{Year}年{Month}月{DayOfMonth}日", ToString());

    /// <summary>Reads 8 digits yyyymmdd.</summary>
    internal static bool TryParseCompact(ReadOnlySpan<char> text, out Day day)
    {
        day = default;
        return text.Length == 8
            && uint.TryParse(text, System.Globalization.NumberStyles.None, provider: null, out var number)
            && TryFromNumber(number, out day, out _);
    }

    private static bool TryOf(int year, int month, int day, out Day value)
    {
        var exists = year is >= FirstYear and <= 9999 && month is >= 1 and <= 12
            && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        value = exists ? new(new DateOnly(year, month, day)) : default;
        return exists;
    }

    private static Day Checked(long offset)
        => offset >= 0 && offset <= Last.offset
            ? new(DateOnly.FromDayNumber((int)offset + FirstDayNumber))
            : throw OutOfRange(nameof(offset));

    private static ArgumentOutOfRangeException OutOfRange(string name)
        => new(name, "The day lies outside 1800-01-01 to 9999-12-31.");

    private static FormatError NoSuchDay(string seen)
        => new(Name, 0, seen, new("真实存在的日期（1800-01-01至9999-12-31）", "a date that exists (1800-01-01 to 9999-12-31)"));
}
