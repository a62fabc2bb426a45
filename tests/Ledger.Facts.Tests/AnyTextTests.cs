using System.Reflection;
using Ledger.V1;

namespace Ledger.Facts.Tests;

/// <summary>Readers read or refuse; they never throw, whatever they are given, and what they read they write so that it reads the same.</summary>
public sealed class AnyTextTests
{
    private const string Alphabet = "0123456789０１２ABCFGWXYZabx-/%.,（）()[]年月日第号不动产权证明粤东莞之一执保　 \0\t\u200B\uD842\uDFB7é½Ⅹ·";

    private static readonly string[] Seeds =
    [
        "441900004001GB00012F00010101", "粤（2021）东莞不动产权第0000001号", "91441900MA0000015D", "441900188001010016", "441900A21050000001", "344196210500000001",
        "202105310001", "（2021）粤1971执保123号之一", "1/3", "50%", "120.50", "2021-05-31", "9999-12-31", "99999999999999999999", "999999999999999",
        "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
        "H12345678", "12345678", "440524880101001", "DY-2021-000001", "CHECKED_ON_PAPER", "", "粤房地权证莞字第C1234567号", "91441900MA00000238441900000000019Y",
        "东房预字第20210012号", "深房许字（2021）第0012号", "441900004001GB00012F0001",
    ];

    public static TheoryData<string> Facts => [.. Types().Select(static type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Facts))]
    public void Any_text_is_read_or_refused(string type)
        => typeof(AnyTextTests).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeof(UnitCode).Assembly.GetType(type)!)
            .Invoke(null, null);

    [Fact]
    public void Any_term_from_any_day_has_an_end_or_is_refused()
    {
        var random = new Random(20261130);
        uint[] lengths = [0, 1, 12, 36, 1_200, 1_201, 36_600, 36_601, uint.MaxValue];
        Day[] starts = [Day.First, Day.Of(1969, 12, 31), Day.Of(2024, 2, 29), Day.Of(9700, 1, 1), Day.Of(9700, 1, 2), Day.Last];
        for (var i = 0; i < 2_000; i++)
        {
            var term = new SeizureTerm { Months = lengths[random.Next(lengths.Length)], Days = lengths[random.Next(lengths.Length)] };
            var start = starts[random.Next(starts.Length)];
            if (SeizureQueue.TryEndOf(start, term, out var end, out var error))
                Assert.True(end > start);
            else
                Assert.NotEmpty(error.Chinese);
        }
    }

    private static IEnumerable<Type> Types() => typeof(UnitCode).Assembly.GetExportedTypes()
        .Where(static type => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IFact<>)));

    private static void Read<T>()
        where T : IFact<T>
    {
        var random = new Random(20261130);
        for (var i = 0; i < 4_000; i++)
        {
            var text = Seeds[random.Next(Seeds.Length)].ToList();
            for (var changes = random.Next(4); changes > 0; changes--)
            {
                var letter = Alphabet[random.Next(Alphabet.Length)];
                var place = random.Next(text.Count + 1);
                if (place == text.Count || random.Next(3) == 0)
                    text.Insert(place, letter);
                else if (random.Next(2) == 0)
                    text[place] = letter;
                else
                    text.RemoveAt(place);
            }

            var written = new string([.. text]);
            if (Canonicalize.TryParse<T>(written, out var value, out var error))
            {
                var canonical = value.ToString()!;
                Assert.True(Canonicalize.TryParse<T>(canonical, out var again, out _), $"{written} -> {canonical}");
                Assert.Equal(canonical, again.ToString());
            }
            else
            {
                Assert.NotEmpty(error.English);
                Assert.NotEmpty(error.Chinese);
            }
        }
    }
}
