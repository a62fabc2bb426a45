using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Chain;
using Ledger.Fabric.Protocol;

namespace Ledger.Network.Tests;

/// <summary>Fabric's own programs, as they are on the PATH. Without them these tests are skipped.</summary>
[Collection(Networks.Collection)]
public sealed partial class RealFabricTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork ledger;

    public RealFabricTests()
    {
        ledger = null!;
        try
        {
            FabricBinaries.Find(Options());
        }
        catch (LocalNetworkException e)
        {
            folder.Dispose();
            Assert.Skip($"Needs Hyperledger Fabric. {e.Message}");
        }

        ledger = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task A_network_is_founded_survives_the_death_of_nodes_and_goes_on_after_a_restart()
    {
        var options = Options();
        List<int> processes;
        await using (var fabric = await FabricNetwork.StartAsync(options, Ct))
        {
            Assert.Equal(["TransactionMSP", "RegistrationMSP", "TaxMSP", "FinanceMSP"], fabric.Organisations.Select(organisation => organisation.MspId));
            Assert.Equal(["RegistrationOrdererMSP"], fabric.Orderers.Select(orderer => orderer.MspId));
            await FoundAsync(fabric, Ct);

            foreach (var name in (string[])["peer0.tax", "chaincode.finance", "orderer.registration"])
            {
                await fabric.KillNodeAsync(name);
                Assert.Null(fabric.ProcessId(name));
                await fabric.StartNodeAsync(name, Ct);
            }

            await fabric.WaitReadyAsync(Ct);
            processes = [.. fabric.Nodes.Select(name => fabric.ProcessId(name)!.Value)];
            Assert.Equal(9, processes.Distinct().Count());
            await AssertFoundedAsync(fabric, "tax");
        }

        Assert.All(processes, AssertGone);
        await using var again = await FabricNetwork.StartAsync(options, Ct);
        foreach (var organisation in again.Organisations)
            await AssertFoundedAsync(again, organisation.Department);
    }

    [Fact(Timeout = 600_000)]
    public async Task With_four_orderers_and_two_peers_each_one_of_either_may_be_down()
    {
        var options = Options() with { OrderingService = FabricOrderingService.Bft, PeersPerOrganisation = 2 };
        await using var fabric = await FabricNetwork.StartAsync(options, Ct);
        Assert.Equal(4, fabric.Orderers.Count);

        await fabric.KillNodeAsync("orderer.finance");
        await fabric.KillNodeAsync("peer1.transaction");
        await fabric.KillNodeAsync("peer0.tax");
        await fabric.WaitReadyAsync(Ct);
        await FoundAsync(fabric, Ct);

        await fabric.StartNodeAsync("orderer.finance", Ct);
        await fabric.StartNodeAsync("peer0.tax", Ct);
        await fabric.StartNodeAsync("peer1.transaction", Ct);
        await fabric.WaitReadyAsync(Ct);
        await AssertFoundedAsync(fabric, "tax");
    }

    [Fact(Timeout = 600_000)]
    public async Task The_command_tells_where_everything_is_and_none_of_its_processes_outlives_its_violent_end()
    {
        List<Process> processes;
        using (var command = new ProgramRun("Ledger.Network", "fabric", "--folder", folder["fabric"]))
        {
            var lines = await command.ReadUntilAsync("Ctrl+C");
            processes = [.. lines.SelectMany(line => Pid().Matches(line))
                .Select(match => Process.GetProcessById(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)))];
            Assert.Equal(9, processes.Count);
            Assert.Contains(lines, line => line.Contains(FabricNetwork.PackageId, StringComparison.Ordinal));
            Assert.Contains(lines, line => line.Contains("User1@tax", StringComparison.Ordinal));
            Assert.Contains(lines, line => line.Contains(folder["fabric-ledger/genesis.bin"], StringComparison.Ordinal));

            command.Kill();
        }

        foreach (var process in processes)
        {
            await process.WaitForExitAsync(Ct);
            process.Dispose();
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task The_command_ends_in_order_on_SIGTERM_and_a_second_one_on_the_same_folder_says_that_it_runs()
    {
        using var command = new ProgramRun("Ledger.Network", "fabric", "--folder", folder["fabric"], "--genesis", ledger.GenesisFile);
        await command.ReadUntilAsync("Ctrl+C");

        using (var second = new ProgramRun("Ledger.Network", "fabric", "--folder", folder["fabric"], "--genesis", ledger.GenesisFile))
        {
            var (code, _, said) = await second.EndAsync();
            Assert.Equal(1, code);
            Assert.Contains("runs already", said, StringComparison.Ordinal);
        }

        command.Terminate();

        var (exitCode, output, errors) = await command.EndAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("Stopping", output, StringComparison.Ordinal);
    }

    private FabricNetworkOptions Options() => new()
    {
        Folder = folder["fabric"],
        GenesisFile = ledger?.GenesisFile ?? "",
        GenesisSha256 = ledger?.GenesisSha256 ?? new byte[32],
        BatchTimeout = TimeSpan.FromMilliseconds(50),
    };

    private async Task FoundAsync(FabricNetwork fabric, CancellationToken ct)
    {
        var transaction = await CallAsync(fabric, "registration", contract => contract.SubmitAsync(LedgerFunctions.Found, Genesis(), ct));
        Assert.Equal(32, transaction.Length);
    }

    private async Task AssertFoundedAsync(FabricNetwork fabric, string department)
    {
        var e = await Assert.ThrowsAnyAsync<GatewayException>(
            () => CallAsync(fabric, department, contract => contract.EvaluateAsync(LedgerFunctions.Found, Genesis(), Ct)));
        Assert.Contains("FOUNDED", e.Message, StringComparison.Ordinal);
    }

    private ProposalOptions Genesis() => new() { Arguments = [File.ReadAllBytes(ledger.GenesisFile)] };

    private static async Task<byte[]> CallAsync(FabricNetwork fabric, string department, Func<Contract, Task<byte[]>> call)
    {
        var organisation = fabric.Organisation(department);
        using var client = organisation.OpenClient(organisation.Gateway);
        return await call(client.Gateway.GetNetwork(FabricNetwork.Channel).GetContract(FabricNetwork.Chaincode));
    }

    private static void AssertGone(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            Assert.True(process.HasExited);
        }
        catch (ArgumentException)
        {
            // No such process.
        }
    }

    [GeneratedRegex(@"pid (\d+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pid();
}
