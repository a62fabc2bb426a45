namespace Ledger.Contracts.Tests;

/// <summary>How often each act was accepted and refused, and by which rules.</summary>
internal sealed class Statistics
{
    private const int SomeTimes = 16;

    private readonly SortedDictionary<string, (int Accepted, int Refused)> acts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Act, string Rule), int> rules = [];
    private readonly Dictionary<(string Act, string Rule), string> words = [];

    /// <summary>Steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Of all steps, how many in a hundred were accepted.</summary>
    public int AcceptedShare => Steps == 0 ? 0 : 100 * acts.Values.Sum(static act => act.Accepted) / Steps;

    /// <summary>Acts that were tried some times and never accepted, or never refused.</summary>
    public IEnumerable<string> OneSided => acts
        .Where(static act => act.Value.Accepted + act.Value.Refused >= SomeTimes && (act.Value.Accepted == 0 || act.Value.Refused == 0))
        .Select(static act => $"{act.Key} {act.Value.Accepted}/{act.Value.Refused}");

    /// <summary>Names of the acts.</summary>
    public IEnumerable<string> Names => acts.Keys;

    /// <summary>Notes what became of an act.</summary>
    public void Note(string act, Outcome outcome, bool asMeant)
    {
        Steps++;
        var (accepted, refused) = acts.GetValueOrDefault(act);
        acts[act] = outcome.Accepted ? (accepted + 1, refused) : (accepted, refused + 1);
        if (asMeant && !outcome.Accepted)
        {
            foreach (var finding in outcome.Findings.Where(finding => finding.Refuses))
                words[(act, finding.Rule)] = finding.MessageEn + " | " + string.Join("; ", finding.Values.Select(value => $"{value.Label}={value.Value}"));
        }

        foreach (var rule in outcome.Accepted ? [] : outcome.Findings.Where(finding => finding.Refuses).Select(finding => finding.Rule).Distinct())
            rules[(act, asMeant ? rule + "!" : rule)] = rules.GetValueOrDefault((act, asMeant ? rule + "!" : rule)) + 1;
    }

    /// <summary>One line an act: accepted, refused, and the rules that refused it most ("!": as its maker meant it).</summary>
    public override string ToString() => string.Join('\n', acts.Select(act => $"{act.Key,-28} {act.Value.Accepted,7} {act.Value.Refused,7}  "
        + string.Join(' ', rules.Where(rule => rule.Key.Act == act.Key).OrderByDescending(static rule => rule.Value).Take(6)
            .Select(static rule => $"{rule.Key.Rule}:{rule.Value}"))))
        + "\n" + string.Join('\n', words.OrderBy(static word => word.Key.Act, StringComparer.Ordinal)
            .Select(static word => $"  {word.Key.Act} {word.Key.Rule}: {word.Value}"))
        + $"\n{Steps} steps, {AcceptedShare} % accepted";
}
