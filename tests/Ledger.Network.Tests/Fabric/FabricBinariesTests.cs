
namespace Ledger.Network.Tests;

public sealed class FabricBinariesTests : IDisposable
{
    private static readonly string[] Programs = ["peer", "orderer", "cryptogen", "configtxgen", "osnadmin"];

    private readonly TemporaryFolder folder = new();

    public FabricBinariesTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "no Fabric programs for Windows");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private FabricNetworkOptions Options
        => new() { GenesisFile = "genesis.bin", GenesisSha256 = new byte[32], SearchPath = folder["bin"], ChaincodeBuilder = null };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_missing_programs_are_named_at_once_with_the_versions_wanted_in_both_languages()
    {
        Install("bin", "peer", "cryptogen");
        File.WriteAllText(folder["bin/orderer"], "not executable");

        var e = Assert.Throws<LocalNetworkException>(() => FabricBinaries.Find(Options));

        Assert.Contains("Not on the PATH: orderer, configtxgen, osnadmin.", e.Message, StringComparison.Ordinal);
        Assert.Contains("PATH 中缺少：orderer, configtxgen, osnadmin。", e.Message, StringComparison.Ordinal);
        Assert.Contains("2.5", e.Message, StringComparison.Ordinal);
        Assert.Contains("3.x", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_without_programs_writes_nothing()
    {
        var options = Options with { Folder = folder["fabric"] };

        await Assert.ThrowsAsync<LocalNetworkException>(() => FabricNetwork.StartAsync(options, Ct));

        Assert.False(Directory.Exists(options.Folder));
    }

    [Fact]
    public void The_builder_is_found_beside_the_programs_as_the_release_has_it()
    {
        Install("bin", Programs);
        InstallBuilder("builders/ccaas");

        Assert.Equal(folder["builders/ccaas"], FabricBinaries.Find(Options).Builder);
    }

    [Fact]
    public void The_builder_is_found_beside_what_a_link_on_the_path_points_to()
    {
        Install("release/bin", Programs);
        InstallBuilder("release/builders/ccaas");
        Directory.CreateDirectory(folder["bin"]);
        foreach (var program in Programs)
            File.CreateSymbolicLink(folder[$"bin/{program}"], folder[$"release/bin/{program}"]);

        Assert.Equal(folder["release/builders/ccaas"], FabricBinaries.Find(Options).Builder);
    }

    [Fact]
    public void A_builder_that_is_named_stands_above_the_one_beside_the_programs_and_must_be_there()
    {
        Install("bin", Programs);
        InstallBuilder("builders/ccaas");
        InstallBuilder("mine");

        Assert.Equal(folder["mine"], FabricBinaries.Find(Options with { ChaincodeBuilder = folder["mine"] }).Builder);
        var e = Assert.Throws<LocalNetworkException>(() => FabricBinaries.Find(Options with { ChaincodeBuilder = folder["absent"] }));
        Assert.Contains(folder["absent"], e.Message, StringComparison.Ordinal);
        Assert.Contains("FABRIC_CCAAS_BUILDER", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.5.12", FabricOrderingService.Raft, true)]
    [InlineData("3.1.5", FabricOrderingService.Raft, true)]
    [InlineData("3.1.5", FabricOrderingService.Bft, true)]
    [InlineData("2.5.12", FabricOrderingService.Bft, false)]
    [InlineData("2.4.9", FabricOrderingService.Raft, false)]
    [InlineData("1.4.12", FabricOrderingService.Raft, false)]
    [InlineData("4.0.0", FabricOrderingService.Raft, false)]
    [InlineData("development", FabricOrderingService.Raft, false)]
    public async Task A_version_that_does_not_fit_is_refused_and_named(string version, FabricOrderingService service, bool fits)
    {
        Install("bin", Programs);
        InstallBuilder("builders/ccaas");
        Script("bin/orderer", $"echo 'orderer:'; echo ' Version: v{version}'");
        Script("bin/peer", $"echo 'peer:'; echo ' Version: {version}'; echo ' Go version: go1.26'");
        var binaries = FabricBinaries.Find(Options);

        var check = binaries.RequireVersionAsync(service, Ct);

        if (fits)
            Assert.Equal(version, await check);
        else
            Assert.Contains($"is version {version};", (await Assert.ThrowsAsync<LocalNetworkException>(() => check)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_fails_is_quoted()
    {
        Script("bin/peer", "echo 'Error: no such thing' >&2; exit 7");

        var e = await Assert.ThrowsAsync<LocalNetworkException>(
            () => FabricTool.RunAsync(folder["bin/peer"], ["channel", "list"], FabricEnvironment.Clean(), Ct));

        Assert.Contains("`peer channel list` ended with code 7", e.Message, StringComparison.Ordinal);
        Assert.Contains("Error: no such thing", e.Message, StringComparison.Ordinal);
    }

    private void Install(string at, params string[] programs)
    {
        foreach (var program in programs)
            Script($"{at}/{program}", "exit 0");
    }

    private void InstallBuilder(string at) => Install($"{at}/bin", "detect", "build", "release");

    private void Script(string file, string body)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[file])!);
        File.WriteAllText(folder[file], $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(folder[file], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
