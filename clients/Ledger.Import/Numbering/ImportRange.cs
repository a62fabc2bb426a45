using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// The numbers one import may invent. Each import of a network has a range of its own, so that no two ever meet; within the
/// range a number follows from the row's place in the file alone.
/// </summary>
/// <param name="Number">Which of the ten ranges, 0 to 9.</param>
internal sealed record ImportRange(int Number)
{
    /// <summary>Imports a network can hold.</summary>
    public const int Ranges = 10;

    /// <summary>Rows one import can hold: two persons each, out of the days of ten years with 999 people born on each.</summary>
    public const int LargestRow = 182_000;

    /// <summary>Units of all rows of one import together.</summary>
    public const int LargestUnit = 999_999;

    private const int SerialsPerDay = 999;
    private const int PersonsPerRange = 364_900;
    private const string Area = "441900";
    private static readonly DateOnly FirstBirth = new(1880, 1, 1);

    /// <summary>The person who holds the whole of the units that a row opens.</summary>
    public InventedPerson Holder(int row) => Person((2 * row) - 2);

    /// <summary>The buyer of a row.</summary>
    public InventedPerson Buyer(int row) => Person((2 * row) - 1);

    private InventedPerson Person(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, PersonsPerRange);
        var person = (Number * PersonsPerRange) + index;
        var birth = FirstBirth.AddDays(person / SerialsPerDay);
        var body = $"{Area}{birth.Year:D4}{birth.Month:D2}{birth.Day:D2}{(person % SerialsPerDay) + 1:D3}";
        return new InventedPerson(body + CitizenId.CheckCharacterOf(body));
    }
}
