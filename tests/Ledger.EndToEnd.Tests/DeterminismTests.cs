namespace Ledger.EndToEnd.Tests;

/// <summary>Replay must give the same answer for ever, on any machine: chain and contracts look at nothing that differs.</summary>
public sealed class DeterminismTests
{
    /// <summary>Clocks, chance, and what depends on the machine's settings; <c>TimeProvider</c> is given to the chain and times cosignatures only.</summary>
    private static readonly string[] Everywhere =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.DateTimeOffset.ToLocalTime", "System.DateTime.ToLocalTime",
        "System.TimeZoneInfo.get_Local", "System.Diagnostics.Stopwatch.", "System.Environment.get_TickCount",
        "System.Guid.NewGuid", "System.Random.", "System.Globalization.CultureInfo.get_CurrentCulture", "System.Globalization.CultureInfo.get_CurrentUICulture",
        "System.String.Normalize", "System.Threading.Thread.Sleep",
    ];

    /// <summary>What rules, facts, tree and chain have no business with: time, files, network, the machine.</summary>
    private static readonly string[] InPureCode =
    [
        "System.TimeProvider.", "System.IO.File.", "System.IO.Directory.", "System.IO.FileStream.", "System.Net.",
        "System.Environment.GetEnvironmentVariable", "System.Environment.get_MachineName", "System.Environment.get_ProcessorCount",
        "System.Threading.Tasks.Task.Delay",
    ];

    /// <summary>Threads: a replay verifies ahead on several; who judges never leaves its own.</summary>
    private static readonly string[] Threads = ["System.Threading.Tasks.Task.Run", "System.Threading.Thread.", "System.Threading.Tasks.Parallel."];

    [Theory]
    [InlineData("Ledger.Log")]
    [InlineData("Ledger.State")]
    [InlineData("Ledger.Chain")]
    [InlineData("Ledger.Peer")]
    [InlineData("Ledger.Facts")]
    [InlineData("Ledger.Acts")]
    [InlineData("Ledger.Contracts")]
    public void No_method_reads_a_clock_draws_lots_or_asks_for_the_machines_culture(string assembly) =>
        AssertUsesNone(assembly, Everywhere);

    [Theory]
    [InlineData("Ledger.State")]
    [InlineData("Ledger.Facts")]
    [InlineData("Ledger.Acts")]
    [InlineData("Ledger.Contracts")]
    public void Rules_facts_and_tree_have_no_time_no_files_no_network_and_no_threads(string assembly) =>
        AssertUsesNone(assembly, [.. InPureCode, .. Threads]);

    [Fact]
    public void The_chain_has_no_time_no_files_and_no_network() => AssertUsesNone("Ledger.Chain", InPureCode);

    [Fact]
    public void A_verifier_has_no_files_and_no_network_and_dates_by_the_clock_it_is_given() =>
        AssertUsesNone("Ledger.Verifier",
            [.. Everywhere, "System.IO.File.", "System.IO.Directory.", "System.IO.FileStream.", "System.Net.", "System.Environment.", .. Threads]);

    [Theory]
    [InlineData("Ledger.Log")]
    [InlineData("Ledger.State")]
    [InlineData("Ledger.Chain")]
    [InlineData("Ledger.Peer")]
    [InlineData("Ledger.Facts")]
    [InlineData("Ledger.Acts")]
    [InlineData("Ledger.Contracts")]
    [InlineData("Ledger.Departments")]
    public void No_method_computes_with_floating_point(string assembly)
    {
        var methods = CompiledCode.Methods(assembly);

        Assert.True(methods.Count > 50, $"only {methods.Count} methods were read");
        var floating = methods.Where(static method => method.ComputesWithFloats).Select(static method => method.Name).ToList();
        Assert.True(floating.Count == 0, $"floating point in {string.Join(", ", floating)}");
    }

    [Fact]
    public void The_reader_of_compiled_code_sees_clocks_and_floats()
    {
        var methods = CompiledCode.Methods("Ledger.EndToEnd.Tests");

        var clock = Assert.Single(methods, static method => method.Name.EndsWith("DeterminismTests.ReadClock", StringComparison.Ordinal));
        Assert.Contains("System.Diagnostics.Stopwatch.GetTimestamp", clock.Uses);
        Assert.False(clock.ComputesWithFloats);
        Assert.True(Assert.Single(methods, static method => method.Name.EndsWith("DeterminismTests.Halve", StringComparison.Ordinal)).ComputesWithFloats);
        Assert.Equal(0.5, Halve(1));
        Assert.NotEqual(0, ReadClock());
    }

    private static void AssertUsesNone(string assembly, string[] forbidden)
    {
        var found = CompiledCode.Methods(assembly)
            .SelectMany(method => method.Uses
                .Where(used => Array.Exists(forbidden, prefix => used.StartsWith(prefix, StringComparison.Ordinal)))
                .Select(used => $"{method.Name} uses {used}"))
            .ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static long ReadClock() => System.Diagnostics.Stopwatch.GetTimestamp();

    private static double Halve(int number) => number / 2.0;
}
