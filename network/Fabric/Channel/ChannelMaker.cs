namespace Ledger.Network;

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
            await FabricTool.RunAsync(binaries.Cryptogen, ["generate", $"--config={layout.CryptoConfiguration}", $"--output={unfinished}"],
                FabricEnvironment.Clean(), ct);
            Directory.Move(unfinished, layout.Crypto);
        }

        if (!File.Exists(layout.Block))
        {
            await File.WriteAllTextAsync(layout.ChannelConfiguration, configuration.Channel(), ct);
            var unfinished = layout.Block + ".part";
            await FabricTool.RunAsync(
                binaries.Configtxgen, ["-configPath", layout.Channel, "-profile", "Ledger", "-channelID", Channel, "-outputBlock", unfinished],
                FabricEnvironment.Clean(), ct);
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

    /// <summary>Has an orderer join the channel, unless it has, and waits until it takes part.</summary>
    /// <param name="member">Whose orderer.</param>
    /// <param name="orderer">Which.</param>
    /// <param name="block">File of the configuration block to join with.</param>
    /// <param name="ct">Gives up.</param>
    public async Task JoinAsync(FabricMember member, FabricOrderer orderer, string block, CancellationToken ct)
    {
        var administration = new OrdererAdministration(binaries, layout);
        if (await administration.StatusAsync(member, orderer, ct) is null)
            await administration.JoinAsync(member, orderer, block, ct);
        await Condition.WaitAsync(
            ($"{orderer.Name} does not take part in the channel", $"{orderer.Name} 未加入通道"),
            async token => await administration.StatusAsync(member, orderer, token) is { Status: "active" } ? null : "not active",
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

    private void Write(string node, string file, string text)
    {
        Directory.CreateDirectory(layout.Data(node));
        File.WriteAllText(Path.Combine(layout.Node(node), file), text);
    }
}
