using Ledger.Node;

namespace Ledger.Network.Tests;

/// <summary>What the launcher shows of a network whose keys signed two histories.</summary>
[Collection(Networks.Collection)]
public sealed class AlarmedUpTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task Up_does_not_wait_for_nodes_that_stopped_for_good_shows_their_alarms_and_ends_with_3()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no SIGTERM");
        await using (var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] }))
        {
            await network.StartAsync(NodePlacement.OneProcess, Ct);
            await network.StopAsync();
            TemporaryFolder.Copy(folder["net"], folder["yesterday"]);
            await WriteAsync(network);
            var tax = network.Node(LocalMember.Tax).DataFolder;
            Directory.Move(tax, folder["one history"]);
            foreach (var node in network.Nodes)
                PutBack(node);
            await WriteAsync(network);
            Directory.Delete(tax, recursive: true);
            Directory.Move(folder["one history"], tax);
        }

        using var up = new ProgramRun("Ledger.Network", "up", "--dir", folder["net"]);
        await up.ReadUntilAsync("Ctrl+C");
        await up.ReadUntilAsync("ALARM");
        await up.ReadUntilAsync("alarms.evidence");
        up.Terminate();

        Assert.Equal((3, ""), await up.EndAsync() is var (exitCode, _, errors) ? (exitCode, errors) : default);
    }

    private static async Task WriteAsync(LocalNetwork network)
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        await network.RevokeUnusedCertificateAsync(LocalMember.Registration);
        await network.StopAsync();
    }

    private void PutBack(NodeConfiguration node)
    {
        if (Directory.Exists(node.DataFolder))
            Directory.Delete(node.DataFolder, recursive: true);
        TemporaryFolder.Copy(Path.Combine(folder["yesterday"], Path.GetRelativePath(folder["net"], node.DataFolder)), node.DataFolder);
    }
}
