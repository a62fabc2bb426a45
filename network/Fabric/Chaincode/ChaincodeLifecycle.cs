using System.Globalization;
using System.Text.Json;

namespace Ledger.Network;

/// <summary>Has every organisation install and approve the chaincode, and puts its definition in force. What was done before is not done again.</summary>
internal sealed class ChaincodeLifecycle(FabricBinaries binaries, FabricLayout layout, IReadOnlyList<FabricOrganisation> organisations, FabricOrderer orderer)
{
    private const string Version = "1";
    private const int Sequence = 1;

    /// <summary>Every department endorses every transaction, as every peer of the ledger judges every envelope.</summary>
    public static string Policy { get; } = $"AND({string.Join(", ", FabricMember.All.Select(member => $"'{member.MspId}.peer'"))})";

    private static IReadOnlyList<string> Definition =>
    [
        "--channelID", ChannelMaker.Channel,
        "--name", ChaincodeFiles.Chaincode,
        "--version", Version,
        "--sequence", Sequence.ToString(CultureInfo.InvariantCulture),
        "--signature-policy", Policy,
    ];

    /// <summary>Installs, approves and commits.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LocalNetworkException">A peer or ordering refused.</exception>
    public async Task DefineAsync(CancellationToken ct)
    {
        var package = ChaincodeFiles.Package;
        await File.WriteAllBytesAsync(layout.Package, package.Bytes, ct);
        await Task.WhenAll(organisations.Select(organisation => InstallAsync(organisation, package.Id, ct)));
        if (await IsCommittedAsync(organisations[0], organisations[0].Peers[0], ct))
            return;
        await Task.WhenAll(organisations.Select(organisation => ApproveAsync(organisation, package.Id, ct)));
        var command = Command(organisations[0]);
        var peers = organisations.SelectMany(organisation => (string[])["--peerAddresses", organisation.Gateway, "--tlsRootCertFiles", organisation.TlsRoot]);
        await command.RunAsync(["lifecycle", "chaincode", "commit", .. Definition, .. command.To(orderer), .. peers], ct);
    }

    /// <summary>Whether a peer's ledger holds the definition.</summary>
    public async Task<bool> IsCommittedAsync(FabricOrganisation organisation, FabricPeer peer, CancellationToken ct)
    {
        var answer = await new PeerCommand(binaries, layout, organisation, peer)
            .RunAsync(["lifecycle", "chaincode", "querycommitted", "--channelID", ChannelMaker.Channel, "--output", "json"], ct);
        using var parsed = JsonDocument.Parse(answer);
        return parsed.RootElement.TryGetProperty("chaincode_definitions", out var definitions)
            && definitions.EnumerateArray().Any(definition => definition.GetProperty("name").GetString() == ChaincodeFiles.Chaincode);
    }

    private async Task InstallAsync(FabricOrganisation organisation, string packageId, CancellationToken ct)
    {
        foreach (var peer in organisation.Peers)
        {
            var command = new PeerCommand(binaries, layout, organisation, peer);
            using var installed = JsonDocument.Parse(await command.RunAsync(["lifecycle", "chaincode", "queryinstalled", "--output", "json"], ct));
            if (!installed.RootElement.TryGetProperty("installed_chaincodes", out var list)
                || !list.EnumerateArray().Any(chaincode => chaincode.GetProperty("package_id").GetString() == packageId))
            {
                await command.RunAsync(["lifecycle", "chaincode", "install", layout.Package], ct);
            }
        }
    }

    private async Task ApproveAsync(FabricOrganisation organisation, string packageId, CancellationToken ct)
    {
        var command = Command(organisation);
        using var readiness = JsonDocument.Parse(
            await command.RunAsync(["lifecycle", "chaincode", "checkcommitreadiness", .. Definition, "--output", "json"], ct));
        if (!readiness.RootElement.GetProperty("approvals").GetProperty(organisation.MspId).GetBoolean())
            await command.RunAsync(["lifecycle", "chaincode", "approveformyorg", .. Definition, "--package-id", packageId, .. command.To(orderer)], ct);
    }

    private PeerCommand Command(FabricOrganisation organisation) => new(binaries, layout, organisation, organisation.Peers[0]);
}
