using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-29 for whoever acquires under a pre-seizure (预查封): it does not keep its own debtor from becoming the owner, but it becomes
/// a seizure of what the debtor now owns, in its place and with its term. The act names each, so that none is left behind.
/// </summary>
internal static class PreSeizuresConverted
{
    public static readonly Rule C29 = SeizedUnit.C29 with { Severity = Chain.Severity.Reject, Aspect = "conversion" };

    /// <summary>The act names the takers' pre-seizures and no others.</summary>
    public static void Check(Judgement judgement, TransferredUnit unit)
    {
        var instant = judgement.Recorded?.RecordingMs ?? judgement.TimeMs;
        var wanted = OfTakers(unit, instant).Select(row => row.DocumentNumber).Order(StringComparer.Ordinal).ToList();
        if (unit.Transfer.PreSeizures.SequenceEqual(wanted, StringComparer.Ordinal))
            return;
        judgement.Fail(
            C29,
            new($"单元{unit.Code}应转为查封的预查封与所列不符", $"the pre-seizures of unit {unit.Code} that become seizures are not those stated"),
            new("请列明受让人名下全部预查封的文号，转移后转为查封", "state the document of every pre-seizure of the transferees: it becomes a seizure"),
            Labels.InEvent(new("所列预查封", "stated"), Text(unit.Transfer.PreSeizures), unit.Path + ".pre_seizures"),
            unit.Pages.Encumbrances.Says(new("受让人的预查封", "pre-seizures of the transferees"), Text(wanted)));
    }

    /// <summary>Makes them seizures.</summary>
    /// <returns>Whether the page changed.</returns>
    public static bool Write(TransferredUnit unit, Recording recording, EncumbrancePage page)
    {
        var converted = OfTakers(unit, recording.RecordingMs).ToHashSet();
        var rows = page.Seizures.Where(converted.Contains).ToList();
        foreach (var row in rows)
        {
            row.Kind = SeizureKind.Seizure;
            row.Converted = recording.RecordingDate;
        }

        return rows.Count > 0;
    }

    // One that is over when the transfer is recorded becomes nothing any more, whether or not its row is still there.
    private static IEnumerable<SeizureRow> OfTakers(TransferredUnit unit, ulong instant)
    {
        var queue = SeizureQueue.At(unit.Pages.Encumbrances.Body?.Seizures ?? [], instant);
        return queue.InForce.Concat(queue.Queued).Select(static place => place.Row).Distinct().Where(row
            => row is { Kind: SeizureKind.PreSeizure, Lifted: 0, Debtors.Count: > 0 } && row.Debtors.All(unit.Disposal.Takers.Contains));
    }

    private static string Text(IReadOnlyCollection<string> documents) => documents.Count > 0 ? string.Join(", ", documents) : Labels.Absent;
}
