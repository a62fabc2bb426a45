using Grpc.Core;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>Asks every node of a running network how it fares, and prints each alarm and each change as it comes.</summary>
/// <param name="network">The network.</param>
/// <param name="output">Where it is printed.</param>
internal sealed class AlarmWatch(LocalNetwork network, TextWriter output)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> printed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> states = new(StringComparer.Ordinal);

    /// <summary>Distinct alarms seen.</summary>
    public int Alarms { get; private set; }

    /// <summary>Watches until cancelled.</summary>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(CancellationToken ct)
    {
        var administrators = network.Nodes.ToDictionary(
            node => node.Organisation,
            node => new LocalAdministrator(network.Profile($"{node.Organisation}-administrator"), TimeProvider.System),
            StringComparer.Ordinal);
        try
        {
            while (true)
            {
                foreach (var (department, administrator) in administrators)
                    await LookAsync(department, administrator, ct);
                await Task.Delay(Pause, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The network is told to stop.
        }
        finally
        {
            foreach (var administrator in administrators.Values)
                administrator.Dispose();
        }
    }

    private async Task LookAsync(string department, LocalAdministrator administrator, CancellationToken ct)
    {
        NodeStatusReply status;
        try
        {
            status = await administrator.GetStatusAsync(ct);
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            status = new NodeStatusReply { State = "UNREACHABLE", DetailZh = e.Status.Detail, DetailEn = e.Status.Detail };
        }
        catch (RpcException)
        {
            return;
        }

        foreach (var alarm in status.Alarms)
        {
            if (!printed.Add($"{department} {alarm.Organisation} {alarm.Size} {alarm.SecondNote}"))
                continue;
            Alarms++;
            output.WriteLine(FormattableString.Invariant($"ALARM / 警报  {department}: {alarm.Organisation} signed another root for block {alarm.Block}, size {alarm.Size} / {alarm.Organisation} 对区块 {alarm.Block}（{alarm.Size} 条）另签了一个根"));
            output.WriteLine($"  both notes / 两份签名：{Path.Combine(network.Node(department).PeerFolder, "alarms.evidence")}");
        }

        // What the state says needs no second line.
        foreach (var condition in status.Conditions.Where(condition => condition.Code.StartsWith("clock.", StringComparison.Ordinal) && printed.Add($"{department} {condition.Code} {condition.MessageEn}")))
            output.WriteLine($"{department}: {condition.Code} – {condition.MessageEn}\n  {condition.MessageZh}");

        if (states.GetValueOrDefault(department, "FOLLOWING") != status.State)
            output.WriteLine(status.State == "FOLLOWING" ? $"{department}: FOLLOWING" : $"{department}: {status.State} – {status.DetailEn}\n  {status.DetailZh}");
        states[department] = status.State;
    }
}
