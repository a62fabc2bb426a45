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

    [Fact]
    public void A_certificate_is_decoded_once_and_looked_up_again_only_when_a_page_of_the_chain_changed()
    {
        var organisation = new TestOrganisation("registration", "registration", "12441900000000027N");
        var ledger = new Ledger([organisation.Member]);
        var judge = new CertificateJudge(organisation.Name, ledger, TimeProvider.System);
        using var certificate = X509CertificateLoader.LoadCertificate(organisation.Operator.Certificate.RawData);
        for (var call = 0; call < 100; call++)
            Assert.Null(judge.Judge(certificate).Refusal);

        Assert.Equal((1, 1), (judge.Decoded, ledger.Lookups));

        ledger.SystemBlock++;
        for (var call = 0; call < 100; call++)
            Assert.Null(judge.Judge(certificate).Refusal);

        // The same bytes over another connection, too.
        using var again = X509CertificateLoader.LoadCertificate(certificate.RawData);
        Assert.Null(judge.Judge(again).Refusal);
        Assert.Equal((1, 2), (judge.Decoded, ledger.Lookups));

        ledger.Revoked = true;
        ledger.SystemBlock++;
        Assert.NotNull(judge.Judge(certificate).Refusal);
        Assert.NotNull(judge.Judge(again).Refusal);
    }

    private sealed class Ledger(IReadOnlyList<Member> members) : ILedgerMembers
    {
        public ulong SystemBlock { get; set; } = 1;

        public bool Revoked { get; set; }

        public long Lookups { get; private set; }

        public IReadOnlyList<Member> Members() => members;

        public bool IsRevoked(ReadOnlySpan<byte> fingerprint)
        {
            Lookups++;
            return Revoked;
        }
    }
}
