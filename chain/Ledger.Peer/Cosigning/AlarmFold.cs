using Ledger.Log;

namespace Ledger.Peers;

/// <summary>
/// What a list of alarms tells, so that nobody is told the same twice: the two lines of a key come in either order, and the
/// first of them may be seen before there is a signed checkpoint that it contradicts.
/// </summary>
internal static class AlarmFold
{
    /// <summary>The list with an alarm, which takes the place of one that proves less of the same; null when the list tells it.</summary>
    /// <param name="alarms">What was told, oldest first.</param>
    /// <param name="alarm">What comes.</param>
    public static IReadOnlyList<RootAlarm>? With(IReadOnlyList<RootAlarm> alarms, RootAlarm alarm)
    {
        var roots = Roots(alarm).ToList();
        var weaker = roots.Count < 2 ? [] : alarms.Where(held => IsOfOne(held, alarm) && IsLess(Roots(held).ToList(), roots)).ToList();
        if (weaker.Count > 0)
            return [.. alarms.TakeWhile(held => held != weaker[0]), alarm, .. alarms.SkipWhile(held => held != weaker[0]).Except(weaker)];

        return alarms.Any(held => IsOfOne(held, alarm) && Roots(held).Contains(roots[^1], StringComparer.Ordinal)) ? null : [.. alarms, alarm];
    }

    private static bool IsLess(List<string> held, List<string> roots) => held is [var root] && roots.Contains(root, StringComparer.Ordinal);

    private static bool IsOfOne(RootAlarm held, RootAlarm alarm) => held.Key == alarm.Key && held.Size == alarm.Size;

    /// <summary>The roots that the notes show signed at the alarm's size, the key's other one last.</summary>
    private static IEnumerable<string> Roots(RootAlarm alarm) =>
        new[] { alarm.First, alarm.Second }.Select(note => SignedRoot(note, alarm.Size)).OfType<string>();

    private static string? SignedRoot(string note, ulong size) =>
        SignedNote.TryParse(note, out var signed, out _) && Checkpoint.TryParse(signed.Text, out var checkpoint, out _) && checkpoint.Size == size
            ? signed.Text
            : null;
}
