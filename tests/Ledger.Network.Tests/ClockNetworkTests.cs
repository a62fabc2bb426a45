using Grpc.Core;
using Ledger.Client;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>Nodes whose clocks are wrong, in this process and in processes of their own.</summary>
[Collection(Networks.Collection)]
public sealed class ClockNetworkTests : IAsyncDisposable
{
    private static readonly string[] FakeTimeLibraries =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    ];

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public ClockNetworkTests() => network = LocalNetwork.Create(new LocalNetworkOptions
    {
        Folder = folder["net"],
        Profile = 1,
        QuorumWait = TimeSpan.FromSeconds(1),
        // Certificates of last year: a node months behind still lets its callers in.
        Clock = new OffsetClock { Offset = TimeSpan.FromDays(-300) },
    });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Theory(Timeout = 600_000)]
    [InlineData(LocalMember.Tax, 10)]
    [InlineData(LocalMember.Finance, -90 * 24 * 60)]
    [InlineData(LocalMember.Registration, 3 * 60)]
    [InlineData(LocalMember.Registration, 200 * 24 * 60)]
    [InlineData(LocalMember.Registration, -200 * 24 * 60)]
    public async Task A_node_whose_clock_is_wrong_signs_nothing_all_say_so_and_an_idle_ledger_recovers_by_itself(string department, int minutes)
    {
        var clock = new OffsetClock();
        network.Clocks[department] = clock;
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var writer = department == LocalMember.Transaction ? LocalMember.Tax : LocalMember.Transaction;
        Assert.Equal(RecordState.Recorded, (await network.RevokeUnusedCertificateAsync(writer)).State);
        var quorum = (await network.StatusAsync(writer)).QuorumBlock;

        clock.Offset = TimeSpan.FromMinutes(minutes);
        var own = await network.WaitForStatusAsync(department, status => status.State == "CLOCK");
        Assert.Contains($"{(minutes > 0 ? "ahead of" : "behind")} the median of the members' clocks", own.DetailEn, StringComparison.Ordinal);
        var other = await network.WaitForStatusAsync(writer, status => status.Conditions.Any(condition => condition.Code == "clock.member"));
        Assert.Contains($"the clock of {department} is", other.Conditions.Single(condition => condition.Code == "clock.member").MessageEn,
            StringComparison.Ordinal);
        Assert.Equal("FOLLOWING", other.State);
        await WithoutQuorumAsync(writer);
        Assert.Equal(quorum, (await network.StatusAsync(writer)).QuorumBlock);

        clock.Offset = TimeSpan.Zero;
        await network.WaitForStatusAsync(department, status => status is { State: "FOLLOWING", OpenRecords: 0 });
        await network.WaitForStatusAsync(writer, status => status.QuorumBlock > quorum && status.OpenRecords == 0 && status.Conditions.Count == 0);
        Assert.NotNull(await EvidenceTimeAsync(writer));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_process_whose_machine_runs_two_hundred_days_ahead_orders_and_signs_nothing_until_it_is_put_right()
    {
        var library = FakeTimeLibraries.FirstOrDefault(File.Exists);
        if (library is null)
            Assert.Skip("libfaketime is not installed (Debian: apt-get install faketime).");
        await network.StartAsync(NodePlacement.ProcessPerDepartment, Ct);
        await network.StopNodeAsync(LocalMember.Registration);
        network.ProcessVariables[LocalMember.Registration] = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME"] = "+200d",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        };

        await network.LaunchNodeAsync(LocalMember.Registration, Ct);
        var ahead = await WaitForRegistrationAsync("CLOCK");
        Assert.Contains("200 days ahead of the median of the members' clocks", ahead.DetailEn, StringComparison.Ordinal);
        await network.WaitForStatusAsync(LocalMember.Tax, status =>
            status.Conditions.Any(condition => condition.MessageEn.Contains("the clock of registration is 200 days ahead", StringComparison.Ordinal)));
        await WithoutQuorumAsync(LocalMember.Tax);
        Assert.Equal(0UL, (await network.StatusAsync(LocalMember.Tax)).Block);

        await network.StopNodeAsync(LocalMember.Registration);
        network.ProcessVariables.Remove(LocalMember.Registration);
        await network.StartNodeAsync(LocalMember.Registration, Ct);
        await network.WaitForStatusAsync(LocalMember.Tax, status => status is { QuorumBlock: 1, OpenRecords: 0 });
        Assert.NotNull(await EvidenceTimeAsync(LocalMember.Tax));
    }

    /// <summary>A write that may be ordered and is not recorded.</summary>
    private async Task WithoutQuorumAsync(string writer)
    {
        try
        {
            Assert.Equal(RecordState.Ordered, (await network.RevokeUnusedCertificateAsync(writer)).State);
        }
        catch (RpcException e)
        {
            Assert.Equal(StatusCode.Unavailable, e.StatusCode);
            Assert.Contains("is kept and will be submitted again", e.Status.Detail, StringComparison.Ordinal);
        }
    }

    private async Task<NodeStatusReply> WaitForRegistrationAsync(string state)
    {
        while (true)
        {
            try
            {
                return await network.WaitForStatusAsync(LocalMember.Registration, status => status.State == state);
            }
            catch (RpcException) when (!Ct.IsCancellationRequested)
            {
                // It is on its way up.
                await Task.Delay(50, Ct);
            }
        }
    }

    /// <summary>What a reader of the policy, whose clock is right, dates the newest checkpoint by.</summary>
    private async Task<DateTimeOffset?> EvidenceTimeAsync(string department)
    {
        using var client = LedgerClient.Connect(network.Profile($"{department}-clerk"));
        while (true)
        {
            var verdict = await client.Reader.GetCheckpointAsync(refresh: false, cancellationToken: Ct);
            if (verdict.EvidenceTime(TimeProvider.System.GetUtcNow()) is { } time)
                return time;
            await Task.Delay(50, Ct);
        }
    }
}
