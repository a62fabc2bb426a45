using System.Globalization;
using System.Reflection;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>Checks the fields of files that governance publishes, and collects every fault.</summary>
internal sealed class FileChecks
{
    private const int LongestName = 32;

    private readonly List<FileFault> faults = [];

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<FileFault> Faults => faults;

    /// <summary>Notes a fault.</summary>
    public void Fault(string path, object? seen, Wording wanted)
        => faults.Add(new(path, seen?.ToString() is { Length: > 0 } text ? Shortened(text) : null, wanted));

    /// <summary>Notes a fault unless the condition holds.</summary>
    public bool Require(bool condition, string path, object? seen, Wording wanted)
    {
        if (!condition)
            Fault(path, seen, wanted);
        return condition;
    }

    /// <summary>A number within bounds.</summary>
    public void Between(uint value, uint least, uint most, string path)
        => Require(value >= least && value <= most, path, value, new($"{least}至{most}", $"{least} to {most}"));

    /// <summary>A rate of at most 100 %.</summary>
    public void RateValue(uint value, string path) => Between(value, 0, Rate.Whole, path);

    /// <summary>A day that exists.</summary>
    public bool Date(uint number, string path)
        => Require(Day.TryFromNumber(number, out _, out var error), path, number, error?.Expected ?? Day.Name);

    /// <summary>A stated value of an enumeration.</summary>
    public void Known<T>(T value, string path)
        where T : struct, Enum
        => Require(
            Enum.IsDefined(value) && !EqualityComparer<T>.Default.Equals(value, default),
            path,
            value,
            Allowed<T>.Values);

    /// <summary>The name of a place in Chinese: ideographs alone.</summary>
    public void ChineseName(string text, string path)
        => Require(
            text.Length is > 0 and <= LongestName && text.All(static c => c is >= '\u4E00' and <= '\u9FFF'),
            path,
            text,
            new($"1至{LongestName}个汉字", $"1 to {LongestName} ideographs"));

    /// <summary>The name of a place in Latin letters.</summary>
    public void EnglishName(string text, string path)
        => Require(
            text.Length is > 0 and <= LongestName && char.IsAsciiLetterUpper(text[0]) && text.All(static c => char.IsAsciiLetter(c) || c is ' ' or '\'' or '-'),
            path,
            text,
            new($"1至{LongestName}个拉丁字母", $"1 to {LongestName} Latin letters"));

    /// <summary>A code of reasons and documents.</summary>
    public void Code(string text, string path)
        => Require(ReasonCode.TryParse(text, out _, out var error), path, text, error?.Expected ?? ReasonCode.Name);

    /// <summary>At most so many items, in strictly ascending order.</summary>
    public void Sorted<T>(RepeatedField<T> items, Comparison<T> order, int least, int most, string path)
    {
        Require(items.Count >= least && items.Count <= most, path, items.Count, new($"{least}至{most}项", $"{least} to {most} items"));
        for (var i = 1; i < items.Count; i++)
        {
            if (!Require(order(items[i - 1], items[i]) < 0, $"{path}[{i}]", null, new("按顺序排列且不重复的项", "an item after the one before it: sorted and unique")))
                return;
        }
    }

    // The values as files write them.
    private static class Allowed<T>
        where T : struct, Enum
    {
        public static readonly Wording Values = Of([.. typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(static field => Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture) != 0)
            .Select(static field => field.GetCustomAttribute<OriginalNameAttribute>()?.Name ?? field.Name)]);

        private static Wording Of(string[] names) => new($"{string.Join("、", names)}之一", $"one of {string.Join(", ", names)}");
    }

    private static string Shortened(string text) => text.Length > 64 ? text[..64] : text;
}
