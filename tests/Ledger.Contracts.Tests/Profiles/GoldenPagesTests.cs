using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Every event of profile 2, each with what stands before it, comes to fixed page bytes for ever, envelope by envelope: who changes a
/// line of the file changes what every replay of an existing ledger computes, and needs a new profile number instead.
/// </summary>
public sealed class GoldenPagesTests
{
    private const string FileName = "profile-2.txt";

    [Fact]
    public void Profile_2_comes_to_the_same_pages_for_ever()
        => Assert.Equal(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", FileName)), Run());

    [Fact]
    public void Every_event_of_the_profile_is_recorded()
    {
        var recorded = Run().Select(static line => line.Split('|')[1]).SelectMany(static names => names.Split(',')).ToHashSet();

        Assert.Superset(Profiles.Two.Flows.All.Select(static flow => flow.Name).ToHashSet(), recorded);
    }

    /// <summary>Makes the file anew when LEDGER_WRITE_GOLDEN names its folder; otherwise there is nothing to do.</summary>
    [Fact]
    public void Write_the_golden_pages_when_asked()
    {
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_GOLDEN") is not { Length: > 0 } folder)
        {
            Assert.Skip("Set LEDGER_WRITE_GOLDEN to tests/Ledger.Contracts.Tests/Golden to make the golden pages anew.");
            return;
        }

        File.WriteAllText(Path.Combine(folder, FileName), string.Join('\n', Run()) + "\n");
    }

    // A line for every envelope: the scene, its events, and the digest of all pages after it.
    private static List<string> Run()
    {
        List<string> lines = [];
        foreach (var scene in Scenes.All)
        {
            var ledger = TestLedger.Two();
            ledger.Recorded = (_, _, events) => lines.Add($"{scene}|{string.Join(',', events.Select(NameOf))}|{ledger.Digest()}");
            scene.Prepare(ledger)().Accept();
        }

        return lines;
    }

    private static string NameOf(Event e) => e.Type[(e.Type.LastIndexOf('.') + 1)..];
}
