using System.Collections.Concurrent;
using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Which rules of profile 2 were seen to find something.</content>
public sealed partial class TestLedger
{
    private static readonly ConcurrentDictionary<(string Event, string Rule), Severity> Seen = new();

    /// <summary>Event type and rule of everything found so far on any ledger of profile 2 in this process.</summary>
    internal static IReadOnlyCollection<(string Event, string Rule)> Fired => [.. Seen.Keys];

    partial void Note(Event e, IReadOnlyList<Finding> found)
    {
        if (!IsTwo)
            return;
        foreach (var finding in found)
            Seen[(e.Type, finding.Rule)] = finding.Severity;
    }
}
