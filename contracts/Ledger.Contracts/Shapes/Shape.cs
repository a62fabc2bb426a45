using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Rule C-69 and the rules of form: every field of an event is a typed value, and every value has one spelling. What has
/// not been checked here must not be read by a rule. Each fault names the field by its path in the event.
/// </summary>
internal sealed partial class Shape(Judgement judgement)
{
    public static readonly Rule F01 = Rule.Reject("F-01", "不动产单元号28位格式校验", "unit code well-formed", "GB/T 37346-2019");

    public static readonly Rule F04 = Rule.Reject("F-04", "证件号校验", "identity number valid", "GB 11643, GB 32100-2015");

    public static readonly Rule F05 = Rule.Reject("F-05", "权利人类型与证件匹配", "party type fits document", "不动产登记数据库标准 A.30");

    public static readonly Rule C69 = Rule.Reject("C-69", "上链最小化", "privacy minimum: typed fields only", "个人信息保护法 6, 28, 51");

    private const int HashLength = 32;

    /// <summary>The profile in force.</summary>
    public Profile Profile => judgement.Profile;

    /// <summary>The city in force.</summary>
    public City City => judgement.City;

    /// <summary>Most items a repeated field may hold.</summary>
    public int MaximumItems => judgement.Profile.LongestList;

    /// <summary>Whether every field so far has a valid form.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>Reports a fault of form.</summary>
    public void Fault(Rule rule, string path, object? seen, Wording wanted)
    {
        IsSound = false;
        judgement.Malformed(
            rule,
            new($"字段{path}无效，应为{wanted.Chinese}", $"field {path} is not valid, expected {wanted.English}"),
            new("请按规定格式填写该字段", "state the field in its prescribed form"),
            Labels.InEvent(new("所填值", "value seen"), seen, path));
    }

    /// <summary>A sub-message that must be there.</summary>
    public bool Required<T>([NotNullWhen(true)] T? message, string path)
        where T : class
    {
        if (message is null)
            Fault(C69, path, null, new("必填项", "a value: it must be stated"));
        return message is not null;
    }

    /// <summary>An identifier with a grammar of its own.</summary>
    public bool Identifier<T>(string text, string path)
        where T : IFact<T>
        => Identifier<T>(C69, text, path);

    /// <summary>An identifier whose form is a rule of its own.</summary>
    public bool Identifier<T>(Rule rule, string text, string path)
        where T : IFact<T>
    {
        if (T.TryParse(text, City.Grammar, out _, out var error))
            return true;
        IsSound = false;
        judgement.Malformed(
            rule,
            new($"字段{path}无效：{error.Chinese}", $"field {path} is not valid: {error.English}"),
            new("请核对后按规定格式填写", "check the number and state it in its canonical form"),
            Labels.InEvent(T.Name, error.Seen, path));
        return false;
    }

    /// <summary>A unit code of the divisions this ledger takes (F-01).</summary>
    public bool Unit(string code, string path)
    {
        if (UnitCode.TryParse(code, City.Grammar, out _, out var error))
            return true;
        IsSound = false;
        judgement.Malformed(
            F01,
            new($"字段{path}无效：{error.Chinese}", $"field {path} is not valid: {error.English}"),
            new("请核对不动产单元号", "check the unit code against the cadastre"),
            Labels.InEvent(UnitCode.Name, code.Length > 64 ? code[..64] : code, path));
        return false;
    }

    /// <summary>A hash or fingerprint of 32 bytes.</summary>
    public void Hash(ByteString bytes, string path)
    {
        if (bytes.Length != HashLength)
            Fault(C69, path, $"{bytes.Length} bytes", new($"{HashLength}字节", $"{HashLength} bytes"));
    }

    /// <summary>A known value of an enumeration; the unspecified one only where 0 has a meaning.</summary>
    public void Known<T>(T value, string path, bool zeroIsUnspecified = true)
        where T : struct, Enum
    {
        if (!judgement.Profile.Form.Has(value) || (zeroIsUnspecified && EqualityComparer<T>.Default.Equals(value, default)))
            Fault(C69, path, value, new("代码表中的值", $"a known value of {typeof(T).Name}"));
    }

    /// <summary>A day that exists.</summary>
    public bool Date(uint number, string path)
    {
        if (Day.TryFromNumber(number, out _, out var error))
            return true;
        Fault(C69, path, number, error.Expected);
        return false;
    }

    /// <summary>An instant in the range of days.</summary>
    public void Instant(ulong milliseconds, string path)
    {
        if (milliseconds == 0 || !Day.TryAt(milliseconds, out _))
            Fault(C69, path, milliseconds, new("1970年至9999年间的毫秒时刻", "milliseconds between 1970 and 9999"));
    }

    /// <summary>An amount in fen.</summary>
    public void Amount(ulong fen, string path, bool positive = true)
    {
        if (!Money.TryFromFen(fen, out _, out var error))
            Fault(C69, path, fen, error.Expected);
        else if (positive && fen == 0)
            Fault(C69, path, fen, new("大于0的金额（分）", "an amount in fen above 0"));
    }

    /// <summary>A rate per 100,000.</summary>
    public void RateValue(uint rate, string path)
    {
        if (!Rate.TryFromPerHundredThousand(rate, out _, out var error))
            Fault(C69, path, rate, error.Expected);
    }

    /// <summary>An area in 0.01 m², or not stated.</summary>
    public void AreaValue(ulong area, string path)
    {
        if (!Area.TryFromStored(area, out _, out var error))
            Fault(C69, path, area, error.Expected);
    }

    /// <summary>A code no larger than its code table's largest.</summary>
    public void Code(uint code, uint largest, string path)
    {
        if (code > largest)
            Fault(C69, path, code, new($"不超过{largest}的代码", $"a code of at most {largest}"));
    }

    /// <summary>The number of a group of joint owners; there are no more groups than items.</summary>
    public void Group(uint group, string path) => Code(group, (uint)MaximumItems, path);

    /// <summary>A share above 0 and at most 1, reduced.</summary>
    public bool ShareValue(ShareMessage? share, string path)
    {
        if (!Required(share, path))
            return false;
        if (Share.TryReadOwned(share.Numerator, share.Denominator, out _, out var error))
            return true;
        Fault(C69, path, $"{share.Numerator}/{share.Denominator}", error.Expected);
        return false;
    }

    /// <summary>At least one item, not too many, in strictly ascending order.</summary>
    public bool Sorted<T>(RepeatedField<T> items, Comparison<T> order, string path, bool mayBeEmpty = false)
    {
        if (items.Count > MaximumItems || (items.Count == 0 && !mayBeEmpty))
        {
            Fault(C69, path, items.Count, new($"{(mayBeEmpty ? 0 : 1)}至{MaximumItems}项", $"{(mayBeEmpty ? 0 : 1)} to {MaximumItems} items"));
            return false;
        }

        for (var i = 1; i < items.Count; i++)
        {
            if (order(items[i - 1], items[i]) >= 0)
            {
                Fault(C69, $"{path}[{i}]", null, new("按规定顺序排列且不重复的项", "an item after the one before it: sorted and unique"));
                return false;
            }
        }

        return true;
    }
}
