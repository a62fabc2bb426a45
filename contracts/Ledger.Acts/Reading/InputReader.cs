using System.Globalization;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.V1.Share;

namespace Ledger.Acts;

/// <summary>
/// Reads what people typed into canonical values (domain.md 10): full-width forms are folded, what stays wrong is a
/// fault that names field, position and what was wanted. After a fault a method gives a harmless value and reading
/// goes on, so that all faults are told at once.
/// </summary>
/// <param name="faults">Where faults go.</param>
/// <param name="today">Day of UTC+8 that has come; later ones lie in the future.</param>
/// <param name="path">Path of the message that is read, ending in a dot, or empty: fields are named within it.</param>
/// <param name="grammar">How the city writes its numbers; null: as any may.</param>
public class InputReader(InputFaults faults, Day today, string path = "", LocalGrammar? grammar = null)
{
    private readonly LocalGrammar grammar = grammar ?? LocalGrammar.Any;

    /// <summary>Where faults go.</summary>
    public InputFaults Faults => faults;

    /// <summary>Day of UTC+8 that has come.</summary>
    protected Day Today => today;

    /// <summary>Path of a field.</summary>
    public string PathOf(string field) => path + field;

    /// <summary>An identifier that must be stated.</summary>
    public string Text<T>(string text, string field)
        where T : class, IFact<T>
    {
        if (Canonicalize.TryParse<T>(text, grammar, out var value, out var error))
            return value.ToString()!;

        faults.Add(path + field, error);
        return "";
    }

    /// <summary>The number of a contract or an instrument.</summary>
    public string Basis(string text, string field)
        => Canonicalize.TryParse<OfficeNumber>(text, grammar, out var number, out _) ? number.ToString() : Text<ContractNumber>(text, field);

    /// <summary>An identifier that may be empty.</summary>
    public string OptionalText<T>(string text, string field)
        where T : class, IFact<T>
        => text.Length == 0 ? "" : Text<T>(text, field);

    /// <summary>The one spelling of a person's or organisation's name; empty after a fault.</summary>
    /// <param name="text">The name as written.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="required">Whether it must be stated.</param>
    public string Name(string text, string field, bool required)
    {
        if (text.Length == 0 && !required)
            return "";

        if (PartyName.TryRead(text, out var name, out var error))
            return name.ToString();

        faults.Add(path + field, error);
        return "";
    }

    /// <summary>Text in people's own words, kept as it is written; empty after a fault.</summary>
    public string Words(string text, string field)
    {
        if (RunningText.Check(text) is not { } error)
            return text;

        faults.Add(path + field, error);
        return "";
    }

    /// <summary>A unit code; null after a fault.</summary>
    public Facts.UnitCode? UnitCode(string text, string field)
    {
        if (Canonicalize.TryParse<Facts.UnitCode>(text, out var value, out var error))
            return value;

        faults.Add(path + field, error);
        return null;
    }

    /// <summary>A day that exists and has come.</summary>
    public uint PastDay(string text, string field)
    {
        var day = Day(text, field);
        if (day is { } read && read > today)
            faults.Add(path + field, $"日期{read}在将来（今天是{today}）", $"the date {read} lies in the future (today is {today})", $"at most {today}");

        return day?.Number ?? 0;
    }

    /// <summary>A day that exists, in the past or in the future.</summary>
    public uint AnyDay(string text, string field) => Day(text, field)?.Number ?? 0;

    /// <summary>As <see cref="AnyDay"/>, or 0 for an empty text.</summary>
    public uint OptionalDay(string text, string field) => text.Length == 0 ? 0 : AnyDay(text, field);

    /// <summary>The day after a document's last day.</summary>
    public uint DayAfter(string text, string field)
    {
        if (Day(text, field) is not { } day)
            return 0;

        if (day < Facts.Day.Last)
            return day.AddDays(1).Number;

        faults.Add(path + field, $"日期过大，应早于{Facts.Day.Last}", "the date is the last one there is", $"before {Facts.Day.Last}");
        return 0;
    }

    /// <summary>As <see cref="DayAfter"/>, or 0 for an empty text.</summary>
    public uint OptionalDayAfter(string text, string field) => text.Length == 0 ? 0 : DayAfter(text, field);

    /// <summary>An instant that has come, ms since the epoch.</summary>
    public ulong PastInstant(ulong milliseconds, string field)
    {
        if (milliseconds == 0)
        {
            faults.Missing(path + field);
        }
        else if (!Facts.Day.TryAt(milliseconds, out var day) || day > today)
        {
            faults.Add(path + field, $"时刻不存在或在将来，应不晚于{today}", "the instant does not exist or lies in the future", $"at most {today}");
        }

        return milliseconds;
    }

    /// <summary>A share above 0 and at most 1.</summary>
    public Share? Share(string text, string field)
    {
        if (Facts.Share.TryParse(Canonicalize.Fold(text), out var share, out var error))
            return new Share { Numerator = share.Numerator, Denominator = share.Denominator };

        faults.Add(path + field, error);
        return null;
    }

    /// <summary>As <see cref="Share"/>, or the whole for an empty text.</summary>
    public Share? ShareOrWhole(string text, string field) => Share(text.Length == 0 ? "1/1" : text, field);

    /// <summary>
    /// The share of one of several owners, which may be left out. A sole owner has no share beside another: whether it is written as
    /// the whole or left out, it is one and the same.
    /// </summary>
    /// <param name="text">The share as written.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="owners">How many owners there are.</param>
    public Share? OwnersShare(string text, string field, int owners)
        => OptionalShare(text, field) is { } share && !(owners == 1 && share.Numerator == share.Denominator) ? share : null;

    /// <summary>As <see cref="Share"/>, or null for an empty text.</summary>
    public Share? OptionalShare(string text, string field) => text.Length == 0 ? null : Share(text, field);

    /// <summary>An area in 0.01 m², or 0 (not stated) for an empty text.</summary>
    public ulong Area(string text, string field)
    {
        if (text.Length == 0)
            return 0;

        if (Facts.Area.TryParse(Canonicalize.Fold(text), out var area, out var error))
            return area.Stored;

        faults.Add(path + field, error);
        return 0;
    }

    /// <summary>A rate per 100,000.</summary>
    public uint Rate(uint value, string field)
    {
        if (!Facts.Rate.TryFromPerHundredThousand(value, out _, out var error))
            faults.Add(path + field, error);

        return value;
    }

    /// <summary>A value of an enumeration: unknown numbers are no unknown fields to protobuf.</summary>
    public T Known<T>(T value, string field, bool zeroIsUnspecified = true)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            faults.Add(path + field, $"未知代码 {value:D}", $"the code {value:D} is unknown", $"a value of {typeof(T).Name}");
        }
        else if (zeroIsUnspecified && EqualityComparer<T>.Default.Equals(value, default))
        {
            faults.Missing(path + field);
        }

        return value;
    }

    /// <summary>A SHA-256, 32 bytes.</summary>
    public ByteString Hash(ByteString bytes, string field)
    {
        if (bytes.Length != 32)
            faults.Add(path + field, $"应为SHA-256：64位十六进制（32字节），实为{bytes.Length}字节", $"it has {bytes.Length} bytes", "a SHA-256: 64 hexadecimal digits (32 bytes)");

        return bytes;
    }

    /// <summary>A town by its 9 digits; 0 after a fault.</summary>
    public uint Town(string text, string field)
    {
        var folded = Canonicalize.Fold(text);
        if (folded.Length == 9 && folded[0] != '0' && uint.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var town))
            return town;

        faults.Add(path + field, "镇街代码无效，应为9位数字，如441900119", "the town code is not valid", "9 digits, e.g. 441900119");
        return 0;
    }

    /// <summary>As <see cref="Town"/>, or 0 for an empty text.</summary>
    public uint OptionalTown(string text, string field) => text.Length == 0 ? 0 : Town(text, field);

    /// <summary>A message that must be stated.</summary>
    public T Required<T>(T? message, string field)
        where T : class, new()
    {
        if (message is null)
            faults.Missing(path + field);

        return message ?? new T();
    }

    /// <summary>A list that must not be empty nor longer than any act can be.</summary>
    public void Count(int count, string field, int least = 1, int most = 500)
    {
        if (count < least || count > most)
            faults.Add(path + field, $"应有{least}至{most}项，实有{count}项", $"it has {count} items", $"{least} to {most} items");
    }

    /// <summary>A field that must be stated is not.</summary>
    public void Missing(string field) => faults.Missing(path + field);

    /// <summary>Adds a fault.</summary>
    public void Fault(string field, string zh, string en, string expected = "") => faults.Add(path + field, zh, en, expected);

    /// <summary>Adds a fault of form.</summary>
    public void Fault(string field, FormatError error) => faults.Add(path + field, error);

    private Day? Day(string text, string field)
    {
        if (WrittenDay.TryParse(text, out var day, out var error))
            return day;

        faults.Add(path + field, error);
        return null;
    }
}
