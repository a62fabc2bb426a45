using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Network.Tests;

/// <summary>Who may work at the counters of a network that <c>up</c> made.</summary>
[Collection(Networks.Collection)]
public sealed class StaffedUpTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task Up_enrols_clerk_reviewer_and_approver_of_each_office()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no SIGTERM");
        await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 2 });
        using var up = new ProgramRun("Ledger.Network", "up", "--dir", folder["net"]);
        await up.ReadUntilAsync("Ctrl+C");

        foreach (var office in new[] { LocalMember.Transaction, LocalMember.Tax, LocalMember.Registration })
        {
            using var administrator = LedgerClient.Connect(network.Profile($"{office}-administrator"));
            foreach (var person in new[] { "clerk", "reviewer", "approver" })
            {
                var profile = network.Profile($"{office}-{person}");
                using var certificate = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(profile.Certificate));
                var key = PageKeys.Staff(
                    LocalMember.All.First(member => member.Department == office).CreditCode, certificate.GetCertHash(HashAlgorithmName.SHA256));
                Assert.NotNull((await administrator.Reader.GetPageAsync(key, office, Ct)).Page);
            }
        }

        up.Terminate();
        Assert.Equal(0, (await up.EndAsync()).ExitCode);
    }
}
