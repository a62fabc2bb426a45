using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// An instant as people write it: a day, then the time on the office's clock (UTC+8): 2026-11-30 15:02, 2026年11月30日15时02分, with seconds,
/// with thousandths, with the clock named (北京时间, UTC+8); or with an offset of its own: 2026-11-30T15:02:05+08:00, …Z.
/// </summary>
public static class WrittenInstant
{
    private const int Longest = 40;
    private const long MillisecondsPerMinute = 60_000;
    private const long OfficeOffset = 8 * 60 * MillisecondsPerMinute;

    private static readonly Wording Name = new("时刻", "instant");

    /// <summary>Reads an instant, ms since the epoch; positions in the error count in the part that is wrong.</summary>
    /// <param name="text">The text, full-width forms included.</param>
    /// <param name="milliseconds">The instant when the result is true.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryParse(string? text, out ulong milliseconds, [NotNullWhen(false)] out FormatError? error)
    {
        milliseconds = 0;
        var written = (text ?? "").Trim();
        var gap = written.Length > Longest ? -1 : written.AsSpan().IndexOfAny(" \t\u3000T日");
        if (gap < 0)
        {
            error = new(Name, 0, null, new("日期和时间，如 2026-11-30 15:02", "a day and a time, e.g. 2026-11-30 15:02"));
            return false;
        }

        var end = written[gap] is '日' ? gap + 1 : gap;
        if (!WrittenDay.TryParse(written[..end], out var day, out error) || !TryReadTime(written[end..], out var time, out error))
            return false;

        if (day.StartMilliseconds + time is >= 0 and var since)
        {
            milliseconds = (ulong)since;
            return true;
        }

        error = new(Name, 0, null, new("1970年及以后的时刻", "an instant of 1970 or later"));
        return false;
    }

    /// <summary>Milliseconds since the day began at UTC+8.</summary>
    private static bool TryReadTime(string text, out long time, [NotNullWhen(false)] out FormatError? error)
    {
        var folded = Canonicalize.Fold(text);
        var scanner = new Scanner(folded, Name);
        if (scanner.Peek() == 'T')
            scanner.Literal("T");

        var start = scanner.Index;
        var hour = scanner.Digits(1);
        if (char.IsAsciiDigit(scanner.Peek()))
            hour = (hour * 10) + scanner.Digits(1);

        if (hour > 23)
            scanner.Fail(start, new("0至23时", "an hour from 0 to 23"));

        time = (long)hour * 60 * MillisecondsPerMinute;
        if (scanner.Peek() is '时' or '点')
        {
            scanner.OneOf("时点");
            if (char.IsAsciiDigit(scanner.Peek()))
            {
                time += Sixtieth(ref scanner) * MillisecondsPerMinute;
                scanner.Literal("分");
            }

            if (char.IsAsciiDigit(scanner.Peek()))
            {
                time += Sixtieth(ref scanner) * 1000;
                scanner.Literal("秒");
            }
        }
        else
        {
            scanner.Literal(":");
            time += Sixtieth(ref scanner) * MillisecondsPerMinute;
            if (scanner.Peek() == ':')
            {
                scanner.Literal(":");
                time += (Sixtieth(ref scanner) * 1000) + Thousandths(ref scanner, folded);
            }
        }

        time += OfficeOffset - Offset(ref scanner);
        scanner.End();
        error = scanner.Error;
        return error is null;
    }

    private static long Thousandths(ref Scanner scanner, string folded)
    {
        if (scanner.Peek() != '.')
            return 0;

        scanner.Literal(".");
        var digits = scanner.Index;
        var length = scanner.DigitRun(1, 3);
        long time = 0;
        for (var i = 0; i < 3 && !scanner.Failed; i++)
            time += (i < length ? folded[digits + i] - '0' : 0) * (i == 0 ? 100 : i == 1 ? 10 : 1);

        return time;
    }

    private static long Sixtieth(ref Scanner scanner)
    {
        var start = scanner.Index;
        var value = scanner.Digits(2);
        if (value > 59)
            scanner.Fail(start, new("00至59", "00 to 59"));

        return (long)value;
    }

    /// <summary>Offset from UTC in milliseconds; the office's where none is written.</summary>
    private static long Offset(ref Scanner scanner)
    {
        switch (scanner.Peek())
        {
            case 'Z':
                scanner.Literal("Z");
                return 0;
            case 'U':
                // As screens show it: an instant copied from there is read again.
                scanner.Literal("UTC+8");
                return OfficeOffset;
            case '北':
                scanner.Literal("北京时间");
                return OfficeOffset;
            case '(':
                scanner.Literal("(北京时间)");
                return OfficeOffset;
            case '+' or '-':
                var sign = scanner.OneOf("+-") == '-' ? -1 : 1;
                var start = scanner.Index;
                var hours = scanner.Digits(2);
                if (hours > 14)
                    scanner.Fail(start, new("至多14小时", "at most 14 hours"));

                scanner.Literal(":");
                return sign * (((long)hours * 60) + Sixtieth(ref scanner)) * MillisecondsPerMinute;
            default:
                return OfficeOffset;
        }
    }
}
