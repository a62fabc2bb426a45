using Grpc.Core;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>Asks every node of a running network how it fares, and prints each alarm, records that are missing, and each change as it comes.</summary>
/// <param name="network">The network.</param>
/// <param name="output">Where it is printed.</param>
internal sealed class AlarmWatch(LocalNetwork network, TextWriter output)
{
    private const string RecordsMissing = "records.missing";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> printed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> states = new(StringComparer.Ordinal);

    private bool alarmed;
    private bool lacksRecords;

    /// <summary>What the program ends with for what was seen.</summary>
    public int ExitCode => alarmed ? Network.ExitCode.Alarm : lacksRecords ? Network.ExitCode.RecordsMissing : Network.ExitCode.Success;

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

        Show(department, status);
    }

    /// <summary>Prints what is new in a node's status.</summary>
    internal void Show(string department, NodeStatusReply status)
    {
        foreach (var alarm in status.Alarms)
        {
            if (!printed.Add($"{department} {alarm.Organisation} {alarm.Size} {alarm.SecondNote}"))
                continue;
            alarmed = true;
            output.WriteLine(
                FormattableString.Invariant(
                    $"ALARM / 警报  {department}: {alarm.Organisation} signed another root for block {alarm.Block}, size {alarm.Size} / {alarm.Organisation} 对区块 {alarm.Block}（{alarm.Size} 条）另签了一个根"));
            output.WriteLine($"  both notes / 两份签名：{Path.Combine(network.Node(department).PeerFolder, "alarms.evidence")}");
        }

        foreach (var missing in status.Conditions.Where(condition => condition.Code == RecordsMissing && printed.Add($"{department} {condition.MessageEn}")))
        {
            lacksRecords = true;
            output.WriteLine($"RECORDS MISSING / 记录缺失  {department}: {missing.MessageEn}\n  {missing.MessageZh}");
            if (status.State == "FOLLOWING")
                output.WriteLine($"  {status.DetailEn}\n  {status.DetailZh}");
        }

        // What the state says needs no second line.
        foreach (var condition in status.Conditions.Where(condition =>
            (condition.Code.StartsWith("clock.", StringComparison.Ordinal) || condition.Code == "certificate.ends")
            && printed.Add($"{department} {condition.Code} {condition.MessageEn}")))
        {
            output.WriteLine($"{department}: {condition.Code} – {condition.MessageEn}\n  {condition.MessageZh}");
        }

        if (states.GetValueOrDefault(department, "FOLLOWING") != status.State)
        {
            output.WriteLine(status.State == "FOLLOWING" ? $"{department}: FOLLOWING"
                : $"{department}: {status.State} – {status.DetailEn}\n  {status.DetailZh}");
        }

        states[department] = status.State;
    }
}
