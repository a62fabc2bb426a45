using System.Globalization;

namespace Ledger.Network;

/// <summary>Asks a peer or an orderer how it fares, on its operations listener.</summary>
internal sealed class NodeOperations : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>What keeps a node from serving; null when it serves.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<string?> HealthFaultAsync(string address, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://{address}/healthz"), ct);
            return answer.IsSuccessStatusCode ? null : $"health: {await answer.Content.ReadAsStringAsync(ct)}";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
    }

    /// <summary>A metric of a channel; null when the node does not tell it.</summary>
    /// <param name="address"><c>host:port</c>.</param>
    /// <param name="metric">Its name.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<double?> MetricAsync(string address, string metric, string channel, CancellationToken ct)
    {
        try
        {
            return Parse(await client.GetStringAsync(new Uri($"http://{address}/metrics"), ct), metric, channel);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Reads a value from the text format of Prometheus.</summary>
    public static double? Parse(string text, string metric, string channel)
    {
        var line = text.Split('\n').FirstOrDefault(line =>
            line.StartsWith(metric + "{", StringComparison.Ordinal) && line.Contains($"channel=\"{channel}\"", StringComparison.Ordinal));
        return line is not null && double.TryParse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
