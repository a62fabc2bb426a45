using System.Text.Json;

namespace Ledger.Network.Fabric;

/// <summary>Makes keys and the channel's first block, and has nodes join the channel. Each step is skipped when it was done before.</summary>
internal sealed class ChannelMaker(FabricBinaries binaries, FabricLayout layout, FabricPlan plan, FabricConfiguration configuration)
{
    /// <summary>The channel's name.</summary>
    public const string Channel = "ledger";

    /// <summary>Makes keys, certificates and the first block.</summary>
    /// <param name="ct">Gives up.</param>
    public async Task MakeAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(layout.Channel);
        if (!Directory.Exists(layout.Crypto))
        {
            await File.WriteAllTextAsync(layout.CryptoConfiguration, configuration.Crypto(), ct);
            // Under its own name only when complete: a folder that exists is taken for whole.
            var unfinished = layout.Crypto + ".part";
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
            await FabricTool.RunAsync(binaries.Cryptogen, ["generate", $"--config={layout.CryptoConfiguration}", $"--output={unfinished}"], FabricEnvironment.Clean(), ct);
            Directory.Move(unfinished, layout.Crypto);
        }

        if (!File.Exists(layout.Block))
        {
            await File.WriteAllTextAsync(layout.ChannelConfiguration, configuration.Channel(), ct);
            var unfinished = layout.Block + ".part";
            await FabricTool.RunAsync(
                binaries.Configtxgen, ["-configPath", layout.Channel, "-profile", "Ledger", "-channelID", Channel, "-outputBlock", unfinished], FabricEnvironment.Clean(), ct);
            File.Move(unfinished, layout.Block, overwrite: true);
        }
    }

    /// <summary>Writes every node's own configuration: always, for the folder or the programs may have moved.</summary>
    public void WriteNodes()
    {
        foreach (var member in plan.Orderers)
            Write(member.Orderer, "orderer.yaml", configuration.Orderer(member));
        foreach (var (member, name) in plan.Peers)
            Write(name, "core.yaml", configuration.Peer(member, name, binaries.Builder));
    }

    /// <summary>Has an orderer join the channel.</summary>
    public async Task JoinAsync(FabricMember member, FabricOrderer orderer, CancellationToken ct)
    {
        if (await StatusAsync(member, orderer, ct) is null)
            await AdministrateAsync(member, orderer, ["join", "--channelID", Channel, "--config-block", layout.Block], ct);
        await Condition.WaitAsync(
            ($"{orderer.Name} does not take part in the channel", $"{orderer.Name} 未加入通道"),
            async token => await StatusAsync(member, orderer, token) is "active" ? null : "not active",
            ct);
    }

    /// <summary>Has a peer join the channel.</summary>
    public async Task JoinAsync(FabricOrganisation organisation, FabricPeer peer, CancellationToken ct)
    {
        var command = new PeerCommand(binaries, layout, organisation, peer);
        var joined = await command.RunAsync(["channel", "list"], ct);
        if (!joined.Split('\n', StringSplitOptions.TrimEntries).Contains(Channel, StringComparer.Ordinal))
            await command.RunAsync(["channel", "join", "--blockpath", layout.Block], ct);
    }

    /// <summary>The options of <c>osnadmin</c> that say which orderer, and who asks.</summary>
    public static IReadOnlyList<string> To(FabricOrderer orderer, FabricUser administrator) =>
    [
        "--orderer-address", orderer.Administration,
        "--ca-file", orderer.TlsRoot,
        "--client-cert", administrator.TlsCertificate,
        "--client-key", administrator.TlsKey,
    ];

    private async Task<string?> StatusAsync(FabricMember member, FabricOrderer orderer, CancellationToken ct)
    {
        using var channels = JsonDocument.Parse(await AdministrateAsync(member, orderer, ["list"], ct));
        if (channels.RootElement.GetProperty("channels") is not { ValueKind: JsonValueKind.Array } list
            || !list.EnumerateArray().Any(channel => channel.GetProperty("name").GetString() == Channel))
        {
            return null;
        }

        using var status = JsonDocument.Parse(await AdministrateAsync(member, orderer, ["list", "--channelID", Channel], ct));
        return status.RootElement.GetProperty("status").GetString();
    }

    private async Task<string> AdministrateAsync(FabricMember member, FabricOrderer orderer, IEnumerable<string> arguments, CancellationToken ct)
    {
        var answer = await FabricTool.RunAsync(
            binaries.Osnadmin,
            ["channel", .. arguments, .. To(orderer, layout.OrdererAdministrator(member)), "--no-status"],
            FabricEnvironment.Clean(),
            ct);
        // It ends with code 0 when the orderer refuses, too.
        using var parsed = JsonDocument.Parse(answer);
        return parsed.RootElement.TryGetProperty("error", out var error)
            ? throw new LocalNetworkException($"{orderer.Name}: {error.GetString()}", $"{orderer.Name} 拒绝：{error.GetString()}")
            : answer;
    }

    private void Write(string node, string file, string text)
    {
        Directory.CreateDirectory(layout.Data(node));
        File.WriteAllText(Path.Combine(layout.Node(node), file), text);
    }
}
