using System.Text.Json;

namespace Ledger.Network;

/// <summary>Runs <c>osnadmin</c> as the administrator of an orderer.</summary>
internal sealed class OrdererAdministration(FabricBinaries binaries, FabricLayout layout)
{
    /// <summary>The options that say which orderer, and who asks.</summary>
    public static IReadOnlyList<string> To(FabricOrderer orderer, FabricUser administrator) =>
    [
        "--orderer-address", orderer.Administration,
        "--ca-file", orderer.TlsRoot,
        "--client-cert", administrator.TlsCertificate,
        "--client-key", administrator.TlsKey,
    ];

    /// <summary>How an orderer takes part in the channel, and how many blocks it has; null when it has not joined.</summary>
    public async Task<(string Status, ulong Height)?> StatusAsync(FabricMember member, FabricOrderer orderer, CancellationToken ct)
    {
        using var channels = JsonDocument.Parse(await RunAsync(member, orderer, ["list"], ct));
        if (channels.RootElement.GetProperty("channels") is not { ValueKind: JsonValueKind.Array } list
            || !list.EnumerateArray().Any(channel => channel.GetProperty("name").GetString() == ChannelMaker.Channel))
        {
            return null;
        }

        using var status = JsonDocument.Parse(await RunAsync(member, orderer, ["list", "--channelID", ChannelMaker.Channel], ct));
        return (status.RootElement.GetProperty("status").GetString()!, status.RootElement.GetProperty("height").GetUInt64());
    }

    /// <summary>Has an orderer join the channel.</summary>
    /// <param name="member">Whose orderer.</param>
    /// <param name="orderer">Which.</param>
    /// <param name="block">A configuration block of the channel: its first, or its latest.</param>
    /// <param name="ct">Gives up.</param>
    public Task JoinAsync(FabricMember member, FabricOrderer orderer, string block, CancellationToken ct) =>
        RunAsync(member, orderer, ["join", "--channelID", ChannelMaker.Channel, "--config-block", block], ct);

    private async Task<string> RunAsync(FabricMember member, FabricOrderer orderer, IEnumerable<string> arguments, CancellationToken ct)
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
}
