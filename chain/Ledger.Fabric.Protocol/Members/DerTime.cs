using System.Formats.Asn1;

namespace Ledger.Fabric.Protocol;

/// <summary>Times in certificates, also with an offset or without seconds as Fabric's language takes them, as seconds since the year 0.</summary>
internal static class DerTime
{
    private const int Day = 86_400;

    /// <summary>Reads the next value.</summary>
    /// <exception cref="AsnContentException">It is no time.</exception>
    public static long Take(ref DerReader reader)
    {
        var generalized = reader.Is(DerReader.GeneralizedTime);
        var text = reader.Take(generalized ? DerReader.GeneralizedTime : DerReader.UtcTime);
        var year = Digits(ref text, generalized ? 4 : 2);
        if (!generalized)
            year += year < 50 ? 2000 : 1900;

        var (month, day, hour, minute) = (Digits(ref text, 2), Digits(ref text, 2), Digits(ref text, 2), Digits(ref text, 2));
        var second = generalized || (!text.IsEmpty && char.IsAsciiDigit((char)text[0])) ? Digits(ref text, 2) : 0;
        var offset = Offset(text);
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month) || hour > 23 || minute > 59 || second > 59)
            throw DerReader.Unreadable("a time does not exist");

        return (Days(year, month, day) * Day) + (hour * 3600) + (minute * 60) + second - offset;
    }

    /// <summary>For people; what lies outside their calendar at its end.</summary>
    public static DateTimeOffset ToDate(long seconds)
    {
        var sinceOne = seconds - (Days(1, 1, 1) * Day);
        return sinceOne < 0 ? DateTimeOffset.MinValue
            : sinceOne >= TimeSpan.FromTicks(DateTimeOffset.MaxValue.Ticks).TotalSeconds ? DateTimeOffset.MaxValue
            : new DateTimeOffset(sinceOne * TimeSpan.TicksPerSecond, TimeSpan.Zero);
    }

    private static int Offset(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("Z"u8))
            return 0;

        if (text.Length != 5 || text[0] is not ((byte)'+' or (byte)'-'))
            throw DerReader.Unreadable("a time has no zone");

        var sign = text[0] == '+' ? 1 : -1;
        text = text[1..];
        return sign * ((Digits(ref text, 2) * 3600) + (Digits(ref text, 2) * 60));
    }

    private static int Digits(ref ReadOnlySpan<byte> text, int count)
    {
        if (text.Length < count || text[..count].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            throw DerReader.Unreadable("a time has too few digits");

        var value = 0;
        foreach (var digit in text[..count])
            value = (value * 10) + (digit - '0');

        text = text[count..];
        return value;
    }

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int DaysIn(int year, int month) => month == 2 ? (IsLeap(year) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;

    private static long Days(int year, int month, int day)
    {
        long days = (year * 365L) + (year > 0 ? ((year - 1) / 4) - ((year - 1) / 100) + ((year - 1) / 400) + 1 : 0);
        for (var m = 1; m < month; m++)
            days += DaysIn(year, m);

        return days + day - 1;
    }
}
