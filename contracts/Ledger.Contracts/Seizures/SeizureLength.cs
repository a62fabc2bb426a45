using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-32 查封期限, from profile 2 on: a term, or a stated last day, that is longer than the law allows the organ is entered all the
/// same, and counts to the longest allowed.
/// </summary>
internal static class SeizureLength
{
    public static readonly Rule C32 = SeizureTermLimit.C32 with { Severity = Ledger.Chain.Severity.Warning, Aspect = "longest" };

    /// <summary>Longest single term in months, by organ and kind.</summary>
    public static uint LongestOf(City city, SeizureKind kind, SeizureOrgan organ)
    {
        var longest = kind == SeizureKind.PreSeizure ? city.LongestPreSeizureMonths : city.LongestSeizureMonths;
        return organ == SeizureOrgan.Police ? Math.Min(longest, city.LongestPoliceSeizureMonths) : longest;
    }

    /// <summary>Reports what is longer.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="longest">Months.</param>
    /// <param name="day">Day on which it begins: of a renewal, the present last day.</param>
    /// <param name="term">The term; null for a stated last day.</param>
    /// <param name="statedLast">The day after the stated last; 0 = not stated.</param>
    /// <param name="first">Day from which the term runs, where the document states another; null: from that day.</param>
    public static void Check(Judgement judgement, uint longest, Day day, SeizureTerm? term, uint statedLast, Day? first = null)
    {
        var limit = EndOf(judgement.City, longest, day);
        if (End(judgement.City, first ?? day, term, statedLast) <= limit)
            return;
        judgement.Fail(
            C32,
            new($"查封期限超过{longest}个月，按{longest}个月计算", $"the seizure is stated longer than {longest} months, and counts {longest} months"),
            new("请核对文书载明的期限，属实则确认后继续", "check the term that the document states, then acknowledge C-32"),
            Labels.InEvent(new("所载期限", "term stated"), Text(term, statedLast), statedLast != 0 ? "stated_last" : "term"),
            Labels.InEvent(new("最迟至", "at the latest through"), limit.AddDays(-1), "delivery_time_ms"),
            judgement.InCity(new("最长期限（月）", "longest term in months"), longest));
    }

    /// <summary>The term as it counts.</summary>
    public static SeizureTerm? Counted(City city, uint longest, Day day, SeizureTerm? term)
        => term is null || End(city, day, term, 0) <= EndOf(city, longest, day) ? term : new() { Months = longest };

    /// <summary>The stated last day as it counts.</summary>
    public static uint Counted(City city, uint longest, Day day, uint statedLast)
        => statedLast == 0 ? 0 : Math.Min(statedLast, EndOf(city, longest, day).Number);

    /// <summary>The day after the last on which it may count that begins on a day.</summary>
    public static Day EndOf(City city, uint longest, Day day) => Term.End(day, longest, 0, city.SeizureFirstDayCounts);

    /// <summary>The day after the last, as the document states it.</summary>
    public static Day End(City city, Day day, SeizureTerm? term, uint statedLast)
        => statedLast != 0 ? Day.FromNumber(statedLast) : Term.End(day, term!.Months, term.Days, city.SeizureFirstDayCounts);

    private static string Text(SeizureTerm? term, uint statedLast)
        => statedLast != 0 ? Day.FromNumber(statedLast).AddDays(-1).ToString() : $"{term!.Months}个月{term.Days}天 / {term.Months}m {term.Days}d";
}
