using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>The smallest write there is: a department revokes a certificate of its own that nobody uses.</summary>
internal static class Governance
{
    public static async Task<WriteReply> RevokeUnusedCertificateAsync(this LocalNetwork network, string department)
    {
        using var authority = network.Authority(department, TimeProvider.System);
        using var unused = authority.Issue(CertificateRole.Operator, "unused");
        using var administrator = network.Administrator(department);
        return await administrator.ProposeAsync(
            new RevokeCertificate
            {
                CreditCode = LocalMember.All.Single(member => member.Organisation == department).CreditCode,
                Certificate = ByteString.CopyFrom(unused.RawData),
            },
            TestContext.Current.CancellationToken);
    }

    public static LocalAdministrator Administrator(this LocalNetwork network, string department) =>
        new(network.Profile($"{department}-administrator"), TimeProvider.System);

    public static async Task<NodeStatusReply> StatusAsync(this LocalNetwork network, string department)
    {
        using var administrator = network.Administrator(department);
        return await administrator.GetStatusAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks until the status is as wanted; the test's own time limit ends it otherwise.</summary>
    public static async Task<NodeStatusReply> WaitForStatusAsync(this LocalNetwork network, string department, Func<NodeStatusReply, bool> wanted)
    {
        using var administrator = network.Administrator(department);
        while (true)
        {
            var status = await administrator.GetStatusAsync(TestContext.Current.CancellationToken);
            if (wanted(status))
                return status;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
