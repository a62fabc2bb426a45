using System.Security.Cryptography.X509Certificates;
using Ledger.V1;

namespace Ledger.Departments.Tests;

public sealed class CertificateJudgeTests
{
    [Fact]
    public async Task The_first_calls_of_a_connection_may_come_at_once()
    {
        var organisation = new TestOrganisation("registration", "registration", "12441900000000027N");
        var bytes = organisation.Operator.Certificate.RawData;
        for (var connection = 0; connection < 300; connection++)
        {
            var judge = new CertificateJudge(organisation.Name, new Ledger([organisation.Member]), TimeProvider.System);
            using var certificate = X509CertificateLoader.LoadCertificate(bytes);
            using var together = new Barrier(4);
            var decisions = await Task.WhenAll(Enumerable.Range(0, together.ParticipantCount).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait(TestContext.Current.CancellationToken);
                    return judge.Judge(certificate);
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            Assert.All(decisions, decision => Assert.Null(decision.Refusal));
        }
    }

    private sealed class Ledger(IReadOnlyList<Member> members) : ILedgerMembers
    {
        public ulong Height => 1;

        public IReadOnlyList<Member> Members() => members;

        public bool IsRevoked(ReadOnlySpan<byte> fingerprint) => false;
    }
}
