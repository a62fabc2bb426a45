using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>How nodes fare, as their administrators see it.</summary>
internal static class Statuses
{
    public static async Task<NodeStatusReply> StatusAsync(this LocalNetwork network, string department)
    {
        using var administrator = new LocalAdministrator(network.Profile($"{department}-administrator"), TimeProvider.System);
        return await administrator.GetStatusAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks until the status is as wanted; the test's own time limit ends it otherwise.</summary>
    public static async Task<NodeStatusReply> WaitForStatusAsync(this LocalNetwork network, string department, Func<NodeStatusReply, bool> wanted)
    {
        using var administrator = new LocalAdministrator(network.Profile($"{department}-administrator"), TimeProvider.System);
        while (true)
        {
            var status = await administrator.GetStatusAsync(TestContext.Current.CancellationToken);
            if (wanted(status))
                return status;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
